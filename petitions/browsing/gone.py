"""Petitions that everybody could know of and nobody may read any more: hidden for a reason of the law, or taken back by the author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.ids import is_reference
from hearing_state.moderation import queries as moderation
from hearing_state.moderation.reason import reasons
from hearing_state.moderation.words import REASONS, cited
from petitions.drafting.models import EventRow, PetitionRow
from petitions.drafting.petition import State
from petitions.drafting.queries import LINK_LENGTH


@dataclass(frozen=True, slots=True)
class Reason:
    """``explanation``: the moderator's public words."""

    reason: str
    article: str
    explanation: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Gone:
    """``hidden``: none for what its author took back."""

    row: PetitionRow
    hidden: Reason | None


async def gone(context: Context, key: str) -> Gone:
    """By its number, or by the link of whoever holds it. Raises NotFound for what was never public and for what never was."""
    del context
    row = await _known(key)
    if row is not None and row.is_hidden:
        return Gone(row, await hidden_because(row))
    if row is not None and row.state == State.WITHDRAWN and row.published_at is not None:
        return Gone(row, None)
    raise NotFound("petition.not_found")


async def _known(key: str) -> PetitionRow | None:
    if is_reference(key, "P"):
        return await PetitionRow.get_or_none(ref=key)
    return await PetitionRow.get_or_none(link=key) if len(key) == LINK_LENGTH else None


async def hidden_because(row: PetitionRow) -> Reason | None:
    """The decision that stands: of a report or an appeal, which lie with moderation as those of the check do."""
    if not row.is_hidden:
        return None
    for each in await moderation.decisions(row.ref):
        if each.hides and each.appeal_outcome != "granted":
            return _reason(each.reason, each.explanation, each.decided_at)
    return None


def _reason(code: str, explanation: str, at: datetime) -> Reason:
    return Reason(str(REASONS[code]), cited(reasons()[code].article), explanation, at)


def continued_as(events: list[EventRow]) -> str:
    """The number of the question that a petition without its votes became; empty for all others."""
    return next((str(each.facts["question"]) for each in events if each.facts.get("question")), "")
