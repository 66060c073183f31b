"""What the frame of the workplace offers the application."""

from hearing_state.console import audit, home
from hearing_state.i18n import _l
from hearing_state.web import Manifest, Section

MANIFEST = Manifest(
    name="console",
    package="hearing_state.console",
    has_models=False,
    console=(*home.PAGES, *audit.PAGES),
    sections=(
        Section(1, "console.overview", _l("Overview"), "console.see"),
        Section(90, "console.audit", _l("Log of acts"), "console.see_acts"),
        Section(99, "console.help", _l("Help for the workplace"), "console.see"),
    ),
)
