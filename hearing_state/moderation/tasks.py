"""Who reported, and whose thing it was, learn what was decided and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.i18n import LOCALES, speaking
from hearing_state.jobs.listeners import Told, job
from hearing_state.moderation import queries
from hearing_state.moderation.words import REASONS
from hearing_state.notifications.actions.notify import Notify, notify

_REPORTERS = """
SELECT DISTINCT reporter_id FROM moderation_report WHERE decision_id = $1 AND reporter_id IS NOT NULL
"""


@job("moderation.decided")
async def tell_the_decision(context: Context, told: Told) -> None:
    found = await queries.one("d.id", UUID(told.payload["decision"]))
    values = _values(found, found.explanation)
    for each in await rows(_REPORTERS, found.id):
        await _say(context, told, each["reporter_id"], "question_reported_decided", values)
    if found.author_id is not None and found.hides:
        await _say(context, told, found.author_id, "moderation/decided", values)


@job("moderation.appeal_decided")
async def tell_the_appeal(context: Context, told: Told) -> None:
    found = await queries.one("d.id", UUID(told.payload["decision"]))
    if found.author_id is not None:
        values = _values(found, found.appeal_explanation or "")
        values["is_granted"] = found.appeal_outcome == "granted"
        await _say(context, told, found.author_id, "moderation/appeal_decided", values)


async def _say(context: Context, told: Told, person: UUID, template: str, values: dict[str, Any]) -> None:
    wish = Notify(person_id=person, template=template, about=told.about, event=str(told.id), values=values)
    await by_law(context, notify, wish)


def _values(found: queries.Decided, explanation: str) -> dict[str, Any]:
    """The coded reason in every language; which one is read is known when the letter is written."""
    values: dict[str, Any] = {"ref": found.about, "outcome": explanation}
    for language in LOCALES:
        with speaking(language):
            values[f"reason_{language}"] = str(REASONS[found.reason])
    values["path"] = f"/moderation/{found.id}"
    return values


LISTENERS = (tell_the_decision, tell_the_appeal)
