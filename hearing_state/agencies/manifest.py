"""What the bodies offer the application."""

from hearing_state.agencies.console import found, register, remits, succession
from hearing_state.agencies.dump import BODIES
from hearing_state.agencies.pages import bodies, body, taken
from hearing_state.agencies.panels import place
from hearing_state.agencies.tasks import follow_the_map
from hearing_state.agencies.words import WORDS
from hearing_state.i18n import _l
from hearing_state.open_data.datasets import register_dataset
from hearing_state.web.offer import Manifest, Section
from hearing_state.web.sources import register_sources

MANIFEST = Manifest(
    name="agencies",
    package="hearing_state.agencies",
    pages=(*bodies.PAGES, *body.PAGES, *taken.PAGES),
    console=(*register.PAGES, *found.PAGES, *succession.PAGES, *remits.PAGES),
    sections=(
        Section(70, "agency.register", _l("Register of bodies"), "agency.see_register"),
        Section(71, "agency.remits", _l("Who decides what"), "agency.see_register"),
    ),
    panels=(place.PANEL,),
    listeners=(follow_the_map,),
    words=WORDS,
)
register_dataset(BODIES)
register_sources(*taken.SOURCES)
