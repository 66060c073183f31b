"""What the page says about the state of the player; the script chooses one of them."""

from hearing_state.i18n import _l

STATES = {
    "connecting": _l("Connecting…"),
    "playing": _l("You see and hear the meeting as it goes on, about a second behind."),
    "waiting": _l("Your line is weak at this moment. It goes on with what is said now."),
    "blocked": _l("Press play: your browser starts no sound by itself."),
    "hls": _l("You see and hear the meeting some ten seconds behind, as your device allows."),
    "over": _l("The broadcast is over."),
    "unsupported": _l(
        "Your browser plays no broadcast. In the hall you can read along, raise your hand and ask."
    ),
}
