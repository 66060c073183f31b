"""The workplace's pages of duties, and where they stand in its navigation."""

from hearing_state.i18n import _l
from hearing_state.web.offer import Section
from meetings.duties.console import exemptions, record_start, register

CONSOLE = (*register.PAGES, *record_start.PAGES, *exemptions.PAGES)
SECTIONS = (Section(72, "duty.register", _l("Duties to meet"), "duty.see_register"),)
