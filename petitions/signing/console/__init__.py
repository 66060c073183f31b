"""The clerk's desk of paper signatures."""

from hearing_state.i18n import _l
from hearing_state.web.offer import Section
from petitions.signing.console import sheets

PAGES = sheets.PAGES
SECTIONS = (Section(25, "petition.sheets", _l("Paper signatures"), "petition.see_sheets"),)
