"""The workplace's pages of promises."""

from hearing_state.i18n import _l
from hearing_state.web.offer import Section
from meetings.commitments.console import desk, manage, new, steps

CONSOLE = (*desk.PAGES, *new.PAGES, *manage.PAGES, *steps.PAGES)
SECTIONS = (Section(14, "commitment.desk", _l("Promises"), "commitment.see_desk", desk.waiting),)
