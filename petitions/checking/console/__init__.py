"""The workplace of the check."""

from hearing_state.i18n import _l
from hearing_state.web.offer import Section
from petitions.checking import queries
from petitions.checking.console import case, queue

PAGES = (*queue.PAGES, *case.PAGES)
SECTIONS = (
    Section(34, "petition.checking", _l("Petitions to check"), "petition.see_checking", queries.count),
)
