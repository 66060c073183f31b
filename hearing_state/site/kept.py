"""What the service keeps about people, told in plain words on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.i18n import N_, _l
from hearing_state.retention import RETENTION, Column


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

AREAS = {
    "actions": _l("The trail of who did what"),
    "agencies": _l("Bodies and posts"),
    "asking": _l("Questions ahead of meetings"),
    "captions": _l("Captions"),
    "checking": _l("The check of petitions"),
    "commitments": _l("Promises"),
    "considering": _l("Decisions on petitions"),
    "coverage": _l("Social tension"),
    "crew": _l("Captioners and interpreters"),
    "deadlines": _l("Deadlines"),
    "drafting": _l("Petitions"),
    "files": _l("Files"),
    "floor": _l("The floor of a meeting"),
    "helpdesk": _l("Help during a meeting"),
    "interpretation": _l("Interpretation"),
    "ledger": _l("The public log"),
    "limits": _l("Protection against floods"),
    "live": _l("Entry to the live hall"),
    "moderation": _l("Reports and appeals"),
    "notifications": _l("Letters"),
    "people": _l("Accounts"),
    "planning": _l("Plans of meetings"),
    "privacy": _l("Taking along and erasing"),
    "questions": _l("Questions"),
    "receptions": _l("Receptions"),
    "record": _l("Minutes of meetings"),
    "registration": _l("Registration for meetings"),
    "replay": _l("Recordings"),
    "schedule": _l("Meetings"),
    "signing": _l("Signatures"),
}


@dataclass(frozen=True)
class Area:
    """A part of the service, and every personal column of it."""

    name: object
    columns: Sequence[Column]


def columns_by_area() -> Sequence[Area]:
    """As the tables of retention have them now."""
    found: dict[str, list[Column]] = {}
    for each in sorted(RETENTION.columns(), key=lambda column: (column.table, column.column)):
        found.setdefault(each.table.partition("_")[0], []).append(each)
    return [Area(AREAS.get(area, area), columns) for area, columns in found.items()]
