"""The workplace's pages of questions ahead: the office's queue, one question, the moderators' page, the service centre's desk."""

from hearing_state.i18n import _l
from hearing_state.web import Section
from meetings.asking.console import case, queue, screening, steps, visitor

PAGES = (*queue.PAGES, *case.PAGES, *steps.PAGES, *screening.PAGES, *visitor.PAGES)
SECTIONS = (
    Section(21, "asking.screening", _l("Questions to meetings"), "asking.see_screening", screening.count),
)
