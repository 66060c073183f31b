"""Reading reports, decisions and appeals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound
from hearing_state.moderation.things import Thing, is_public, shown
from hearing_state.permissions import Subject

_QUEUE = """
SELECT about, count(*)::int AS reports, min(made_at) AS oldest_at, array_agg(DISTINCT reason)::text[] AS reasons
  FROM moderation_report WHERE decision_id IS NULL GROUP BY about ORDER BY min(made_at) LIMIT 200
"""
_APPEALS = """
SELECT a.id, a.decision_id, a.text, a.made_at, d.about FROM moderation_appeal a JOIN moderation_decision d ON d.id = a.decision_id
 WHERE a.decided_at IS NULL ORDER BY a.made_at LIMIT 200
"""
_REPORTS = "SELECT id, reason, text, made_at FROM moderation_report WHERE about = $1 AND decision_id IS NULL ORDER BY made_at"
_DECISION = """
SELECT d.id, d.about, d.outcome, d.reason, d.hides, d.was_public, d.explanation, d.author_id, d.decided_by, d.decided_at, d.state,
       a.id AS appeal_id, a.made_at AS appealed_at, a.outcome AS appeal_outcome, a.explanation AS appeal_explanation,
       a.decided_at AS appeal_decided_at, a.text AS appeal_text
  FROM moderation_decision d LEFT JOIN moderation_appeal a ON a.decision_id = d.id
"""
_WAITING = """
SELECT (SELECT count(DISTINCT about) FROM moderation_report WHERE decision_id IS NULL)
     + (SELECT count(*) FROM moderation_appeal WHERE decided_at IS NULL)
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """A thing with open reports."""

    about: str
    reports: int
    oldest_at: datetime
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class OpenReport:
    id: UUID
    reason: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    id: UUID
    decision_id: UUID
    text: str
    made_at: datetime
    about: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and what became of the appeal against it if there was one."""

    id: UUID
    about: str
    outcome: str
    reason: str
    hides: bool
    was_public: bool
    explanation: str
    author_id: UUID | None
    decided_by: UUID
    decided_at: datetime
    state: str
    appeal_id: UUID | None
    appealed_at: datetime | None
    appeal_outcome: str | None
    appeal_explanation: str | None
    appeal_decided_at: datetime | None
    appeal_text: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    reported: Sequence[Reported]
    appeals: Sequence[OpenAppeal]


async def reportable(context: Context, about: str) -> Thing:
    """Raises NotFound where this reader does not see the thing: a private one cannot be probed by reporting it."""
    return await shown(context, about)


async def queue(context: Context) -> Queue:
    """What waits for moderators, the oldest first."""
    require(context, "moderation.see_queue")
    return Queue(
        [Reported(**each) for each in await rows(_QUEUE)],
        [OpenAppeal(**each) for each in await rows(_APPEALS)],
    )


async def waiting_count(context: Context) -> int | None:
    del context
    return int(await value(_WAITING)) or None


async def case(context: Context, about: str) -> tuple[Thing, list[OpenReport], list[Decided]]:
    """A reported thing for moderators: the thing, its open reports, earlier decisions. Raises NotFound."""
    require(context, "moderation.see_queue")
    found = [OpenReport(**each) for each in await rows(_REPORTS, about)]
    earlier = await decisions(about)
    return await _before_moderator(context, about, was_reported=bool(found or earlier)), found, earlier


async def _before_moderator(context: Context, about: str, *, was_reported: bool) -> Thing:
    """As far as the moderator may see it. What its author has made private since it was reported has no title here;
    what is private and was never reported is not found.
    """
    try:
        return await shown(context, about)
    except NotFound:
        if not was_reported:
            raise
        return replace(await shown(context.as_system(), about), title=about)


async def decisions(about: str) -> list[Decided]:
    """All decisions on one thing, the latest first; the caller has asked who may see the thing."""
    return [
        Decided(**each)
        for each in await rows(f"{_DECISION} WHERE d.about = $1 ORDER BY d.decided_at DESC", about)
    ]


async def decision(context: Context, decision_id: UUID | str) -> Decided:
    """A decision that this reader may see: on what everybody could read, by its author, by moderators. Raises NotFound."""
    found = await one("d.id", decision_id)
    if permitted(context, "moderation.see_decision", Subject(owner=found.author_id)):
        return found
    if found.was_public and (found.hides or await is_public(context, found.about)):
        return found
    raise NotFound("moderation.not_found")


async def appealed(context: Context, appeal_id: UUID | str) -> Decided:
    """The decision that an appeal is against, for moderators. Raises NotFound."""
    require(context, "moderation.see_queue")
    return await one("a.id", appeal_id)


async def one(column: str, wanted: UUID | str) -> Decided:
    """For actions, which ask the permission table themselves. ``column``: d.id or a.id. Raises NotFound."""
    found: dict[str, Any] | None = None
    try:
        key = wanted if isinstance(wanted, UUID) else UUID(wanted)
        found = await row(f"{_DECISION} WHERE {column} = $1", key)
    except ValueError:
        pass
    if found is None:
        raise NotFound("moderation.not_found")
    return Decided(**found)
