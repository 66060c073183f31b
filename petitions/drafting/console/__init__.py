"""The workplace's page of the figures that thresholds are reckoned from."""

from hearing_state.i18n import _l
from hearing_state.web.offer import Section
from petitions.drafting.console import population

PAGES = population.PAGES
SECTIONS = (Section(84, "petition.population", _l("Population"), "petition.see_population"),)
