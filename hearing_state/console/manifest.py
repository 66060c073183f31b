"""What the frame of the workplace offers the application."""

from hearing_state.console import audit, command, home, service
from hearing_state.console.words import WORDS
from hearing_state.i18n import _l
from hearing_state.web import Command, Manifest, Section

MANIFEST = Manifest(
    name="console",
    package="hearing_state.console",
    has_models=False,
    console=(*home.PAGES, *audit.PAGES, *service.PAGES),
    sections=(
        Section(1, "console.overview", _l("Overview"), "console.see"),
        Section(90, "console.audit", _l("Log of acts"), "console.see_acts"),
        Section(92, "service.show", _l("Switch of the service"), "service.see"),
        Section(99, "console.help", _l("Help for the workplace"), "console.see"),
    ),
    words=WORDS,
    commands=(
        Command(
            "switch",
            help="say how much the house serves, where nobody can sign in to the console",
            describe=command.add_arguments,
            run_connected=command.switch,
        ),
    ),
)
