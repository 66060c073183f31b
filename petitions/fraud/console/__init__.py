"""The fraud desk's pages."""

from hearing_state.i18n import _l
from hearing_state.web.offer import Section
from petitions.fraud import queries
from petitions.fraud.console import desk, invalidation, petition, preview, struck

PAGES = (*desk.PAGES, *petition.PAGES, *preview.PAGES, *invalidation.PAGES, *struck.PAGES)
SECTIONS = (Section(35, "petition.fraud", _l("Suspicious signatures"), "petition.see_fraud", queries.count),)
