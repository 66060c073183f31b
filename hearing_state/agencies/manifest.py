"""What the bodies offer the application."""

from hearing_state.agencies.tasks import follow_the_map
from hearing_state.agencies.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="agencies",
    package="hearing_state.agencies",
    listeners=(follow_the_map,),
    words=WORDS,
)
