"""The deciding body's workplace."""

from hearing_state.i18n import _l
from hearing_state.web.offer import Section
from petitions.considering.console import case, commission, desk, discussions

PAGES = (*desk.PAGES, *case.PAGES, *commission.PAGES, *discussions.PAGES)
SECTIONS = (Section(24, "petition.desk", _l("Petitions to decide"), "petition.see_desk"),)
