"""Letters on a petition: to its author at each turn, to its signers once there is a published decision."""

from __future__ import annotations

from typing import Any

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import LOCALES, speaking
from hearing_state.jobs.listeners import Listener, Told, job
from hearing_state.moderation.words import REASONS
from hearing_state.notifications.actions.notify import Notify, notify
from petitions.checking import queries as checking
from petitions.considering import queries, wording
from petitions.considering.actions.tell_signers import TellSigners, tell_signers
from petitions.drafting.models import PetitionRow

LETTERS = "petitions/considering/"
# Event -> letter to the author. A decision is told once its words are public.
_TURNS = {
    "fifty_joined": "fifty_joined", "lapsed": "lapsed", "published": "published", "restored": "published", "rejected": "rejected",
    "reached": "reached", "sent": "sent", "registered": "registered", "discussion_announced": "discussed", "decision_published": "decided", "returned": "returned",
}  # fmt: skip


def _turn(event: str, letter: str) -> Listener:
    async def run(context: Context, told: Told) -> None:
        row = await PetitionRow.get(ref=told.about)
        if row.author_id is not None:
            values = await values_of(context, row) | await _more(context, row, told)
            wish = Notify(
                person_id=row.author_id, template=LETTERS + letter, about=row.ref, event=str(told.id), values=values
            )  # fmt: skip
            await by_law(context, notify, wish)

    return job(f"petition.{event}", name=f"petitions.tell_the_author_{event}")(run)


async def values_of(context: Context, row: PetitionRow) -> dict[str, Any]:
    """What every letter may say; the rest is read on the page."""
    body = await agencies.agency(context, row.agency_id)
    return {
        "ref": row.ref, "title": row.title, "path": f"/petitions/{row.ref}", "body_kk": body.name_kk, "body_ru": body.name_ru,
        "body_en": body.name_en,
    }  # fmt: skip


async def _more(context: Context, row: PetitionRow, told: Told) -> dict[str, Any]:
    facts = told.payload
    more: dict[str, Any] = {
        "due_on": facts.get("due_on") or facts.get("until") or facts.get("opens_on") or ""
    }
    if facts.get("needed"):
        more["outcome"] = str(facts["needed"])
    if told.event == "petition.returned":
        more["quote"] = facts.get("question", "")
    elif told.event == "petition.decision_published":
        more |= await outcome_of(context, row)
    elif told.event == "petition.rejected":
        verdict = await checking.verdict(context, row.id)
        more |= _in_each("reason", lambda: str(REASONS[facts["code"]]))
        more["outcome"] = verdict.explanation if verdict else ""
    return more


async def outcome_of(context: Context, row: PetitionRow) -> dict[str, str]:
    """In the words of each language."""
    decision = await queries.decision(context, row.id)
    if decision is None:
        return {}
    code = decision.outcome
    return _in_each("outcome", lambda: dict(wording.outcome_options())[code])


def _in_each(stem: str, said: Any) -> dict[str, str]:
    told = {}
    for language in LOCALES:
        with speaking(language):
            told[f"{stem}_{language}"] = said()
    return told


@job("petition.decision_published", name="petitions.tell_the_signers")
async def begin_with_the_signers(context: Context, told: Told) -> None:
    await _signers(context, told)


@job("petition.signers_told", name="petitions.tell_more_signers")
async def go_on_with_the_signers(context: Context, told: Told) -> None:
    """Some hundreds at a time: a petition may have fifty thousand."""
    if told.payload.get("after"):
        await _signers(context, told)


async def _signers(context: Context, told: Told) -> None:
    row = await PetitionRow.get(ref=told.about)
    values = await values_of(context, row) | await outcome_of(context, row)
    wish = TellSigners(petition=row.ref, after=told.payload.get("after"), values=values)
    await by_law(context, tell_signers, wish)


LISTENERS: tuple[Listener, ...] = (
    *(_turn(event, letter) for event, letter in _TURNS.items()),
    begin_with_the_signers,
    go_on_with_the_signers,
)
