"""The workplace's pages of figures."""

from hearing_state.figures.console import preview
from hearing_state.i18n import _l
from hearing_state.web.offer import Section

CONSOLE = preview.PAGES
SECTIONS = (Section(40, "figures.preview", _l("Figures before publication"), "figures.see_preview"),)
