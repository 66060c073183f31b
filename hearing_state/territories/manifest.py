"""What the map offers the application."""

from hearing_state.territories.command import add_arguments, run
from hearing_state.territories.pages import choose, find, show
from hearing_state.territories.words import WORDS
from hearing_state.web.offer import Command, Manifest

MANIFEST = Manifest(
    name="territories",
    package="hearing_state.territories",
    has_models=True,
    pages=(*find.PAGES, *choose.PAGES, *show.PAGES),
    words=WORDS,
    commands=(
        Command(
            "territories",
            help="the map: take in the official classifier",
            describe=add_arguments,
            run_connected=run,
        ),
    ),
)
