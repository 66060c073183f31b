"""The timeline in words, and the names of the tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hearing_state.i18n import _l, day, gettext, number, pgettext
from petitions.drafting.models import EventRow

_TITLES = {
    "filed": _l("Filed"),
    "fifty_joined": _l("Fifty people have joined; the check begins"),
    "lapsed": _l("Fifty people did not join within twenty working days"),
    "published": _l("Published after the check"),
    "rejected": _l("Rejected by the check"),
    "restored": _l("Published after an appeal"),
    "reached": _l("The votes that the law asks for are there"),
    "fell_back": _l("Signatures were taken back; the votes are not there any more"),
    "sent": _l("Sent to the body"),
    "registered": _l("Registered by the body; its term runs"),
    "stepped": _l("A step of the consideration"),
    "discussion_announced": _l("The draft of the decision is before the public"),
    "discussion_summarised": _l("The body said what it took from the discussion"),
    "decided": _l("Decided"),
    "decision_published": _l("The decision is published"),
    "returned": _l("Six months are over; not enough votes. Answered as an ordinary appeal"),
    "withdrawn": _l("Taken back by its author"),
    "invalidation_begun": _l("Signatures are being found invalid"),
    "invalidation_stopped": _l("Finding signatures invalid was stopped"),
    "invalidation_resumed": _l("Finding signatures invalid goes on"),
    "invalidation_done": _l("Signatures were found invalid"),
    "restoration_begun": _l("Signatures that were found invalid are being given back"),
    "restoration_stopped": _l("Giving signatures back was stopped"),
    "restoration_done": _l("Signatures that were found invalid count again"),
    "signature_restored": _l("One signature that was found invalid counts again"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the timeline, as the house's macro takes it."""

    title: str
    at: datetime
    text: str = ""


def timeline(events: list[EventRow]) -> list[Happened]:
    return [Happened(str(_TITLES[each.kind]), each.happened_at, _more(each)) for each in events]


def _more(event: EventRow) -> str:
    facts: Mapping[str, Any] = event.facts
    if event.kind in {"filed", "fifty_joined", "registered", "decided"} and "due_on" in facts:
        return gettext("Last day by law: %(day)s", day=day(date.fromisoformat(facts["due_on"])))
    if event.kind in {"reached", "fell_back"}:
        return gettext(
            "%(total)s of %(needed)s votes", total=number(facts["total"]), needed=number(facts["needed"])
        )
    if event.kind == "published" and "until" in facts:
        return gettext("Signatures are taken until %(day)s", day=day(date.fromisoformat(facts["until"])))
    if event.kind.startswith(("invalidation_", "restoration_", "signature_restored")):
        return _of_invalidation(facts)
    if event.kind == "discussion_announced":
        return gettext(
            "Comments are taken from %(first)s to %(last)s",
            first=day(date.fromisoformat(facts["opens_on"])),
            last=day(date.fromisoformat(facts["closes_on"])),
        )
    return str(facts.get("text", ""))


def _of_invalidation(facts: Mapping[str, Any]) -> str:
    said = [str(facts["text"])] if "text" in facts else []
    if "signatures" in facts:
        said.insert(0, gettext("Signatures: %(n)s.", n=number(facts["signatures"])))
    return " ".join(said)


def tab_options() -> list[tuple[str, str]]:
    return [
        ("open", pgettext("petitions", "Open")),
        ("near", pgettext("petitions", "Nearly there")),
        ("waiting", pgettext("petitions", "Waiting for a decision")),
        ("decided", pgettext("petitions", "Decided")),
        ("all", pgettext("petitions", "All")),
    ]
