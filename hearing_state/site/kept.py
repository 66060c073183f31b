"""What the service keeps about people, told in plain words on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.i18n import N_


@dataclass(frozen=True)
class Kept:
    """English sentences, said in the reader's language where they are shown."""

    what: str
    why: str
    who_sees: str


KEPT: Sequence[Kept] = (
    Kept(
        N_("Your name, as you wrote it with a question"),
        N_("The law asks for the name of whoever asks; the answer is addressed to it."),
        N_(
            "The body that answers. The public sees the question without your name, unless you agreed to show it."
        ),
    ),
    Kept(
        N_("Your phone number or e-mail address"),
        N_("To send the code you sign in with, and word of every step."),
        N_("Nobody but the programme that writes to you."),
    ),
    Kept(
        N_("Your IIN, if the matter needs it"),
        N_("To know that two requests come from one person."),
        N_("Nobody: only an irreversible digest of it is kept, and nothing is derived from the number."),
    ),
    Kept(
        N_("What you wrote and the files you added"),
        N_("To be answered, and checked by a court or a prosecutor if you complain."),
        N_("The body that answers; the public only if you agreed, with personal data covered up."),
    ),
    Kept(
        N_("Which device is signed in, and since when"),
        N_("So that you can see it and sign it out."),
        N_("You, in your account."),
    ),
    Kept(
        N_("The address of your connection"),
        N_("To stop floods of requests. It is kept as a digest only, never as it is."),
        N_("Nobody."),
    ),
)
