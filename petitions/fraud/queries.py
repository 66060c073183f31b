"""Reading the fraud desk: petitions with something suspicious, one petition's hours, its invalidations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.db import row as one_row
from hearing_state.db import rows, value
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from hearing_state.web import Paged
from hearing_state.web.paging import PAGE_SIZE
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State as PetitionState
from petitions.fraud.conditions import Conditions
from petitions.fraud.invalidation import IN_MOTION, LIFECYCLE, State
from petitions.fraud.models import InvalidationRow, ShapeRow
from petitions.fraud.previewing import Preview, conditions_of, previewed
from petitions.signing.invalid import STILL_MEANT
from petitions.signing.signer import signer_of

_IN_MOTION = ", ".join(f"'{each}'" for each in IN_MOTION)
# What a moderator should look at: shapes that nobody has set aside, and what is under way or waits for a second person.
_SEEN = f"""
  FROM drafting_petition p
  LEFT JOIN (SELECT petition_id, count(*)::int AS shapes, max(found_at) AS found_at FROM fraud_shape WHERE aside_at IS NULL GROUP BY 1) s
    ON s.petition_id = p.id
  LEFT JOIN (SELECT petition_id, max(asked_at) AS asked_at FROM fraud_invalidation WHERE state IN ({_IN_MOTION}) GROUP BY 1) i
    ON i.petition_id = p.id
 WHERE s.petition_id IS NOT NULL OR i.petition_id IS NOT NULL
"""
_DESK = f"""
SELECT p.ref, p.title, p.language, p.state, coalesce(s.shapes, 0) AS shapes, s.found_at, i.petition_id IS NOT NULL AS is_in_motion,
       coalesce((SELECT t.total FROM signing_total t WHERE t.petition_id = p.id), 0) AS total {_SEEN}
 ORDER BY is_in_motion DESC, greatest(s.found_at, i.asked_at) DESC, p.ref LIMIT {PAGE_SIZE} OFFSET $1
"""
_OWN_INVALID = """
SELECT s.receipt, i.number, i.reason FROM signing_signature s JOIN fraud_target t ON t.signature_id = s.id AND t.state IN ('invalid', 'stays')
  JOIN fraud_invalidation i ON i.id = t.invalidation_id WHERE s.petition_id = $1 AND s.signer = $2 AND s.state = 'invalid' ORDER BY i.number DESC LIMIT 1
"""
# Each part is a look into an index, however many people there are.
_ACCOUNTS = """
SELECT $1::uuid AS id WHERE $1 IS NOT NULL UNION SELECT one_with FROM people_person WHERE id = $1 AND one_with IS NOT NULL
UNION SELECT id FROM people_person WHERE one_with = $1
UNION SELECT b.id FROM people_person a JOIN people_person b ON b.one_with = a.one_with WHERE a.id = $1
"""
"""All of the human whose account this is."""
_STILL_CHOSEN = f"""
SELECT count(*)::int FROM fraud_target t JOIN signing_signature s ON s.id = t.signature_id
 WHERE t.invalidation_id = $1 AND t.state = 'due' AND {STILL_MEANT.format(seen_until="$2", proof="$3")}
"""


@dataclass(frozen=True, slots=True)
class Line:
    ref: str
    title: str
    language: str
    state: str
    shapes: int
    found_at: datetime | None
    is_in_motion: bool
    total: int


@dataclass(frozen=True, slots=True)
class Case:
    """A petition at the desk. ``may``: whether this person may have signatures found invalid here."""

    petition: PetitionRow
    shapes: list[ShapeRow]
    invalidations: list[InvalidationRow]
    may: bool


@dataclass(frozen=True, slots=True)
class OwnInvalid:
    """The reader's own signature, which does not count."""

    receipt: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One invalidation. ``waiting``: what it would touch now, while it waits for a second person, and how many of those that were chosen;
    ``may``: verb -> whether this person may, in the state in which it is.
    """

    petition: PetitionRow
    row: InvalidationRow
    conditions: Conditions
    waiting: Preview | None
    signatures: int
    may: dict[str, bool]


async def desk(context: Context, number: int = 1) -> Paged[Line]:
    """Raises Forbidden."""
    require(context, "petition.see_fraud")
    total = int(await value(f"SELECT count(*)::int {_SEEN}") or 0)
    found = await rows(_DESK, (number - 1) * PAGE_SIZE)
    return Paged([Line(**each) for each in found], number, total)


async def count(context: Context) -> int:
    """For the navigation."""
    del context
    return int(await value(f"SELECT count(*)::int {_SEEN}") or 0)


async def petition(context: Context, ref: str) -> PetitionRow:
    """Raises Forbidden, NotFound."""
    require(context, "petition.see_fraud")
    row = await PetitionRow.get_or_none(ref=ref)
    if row is None or row.state == PetitionState.DRAFT:
        raise NotFound("petition.not_found")
    return row


async def case(context: Context, ref: str) -> Case:
    """Raises Forbidden, NotFound."""
    row = await petition(context, ref)
    return Case(
        row,
        await ShapeRow.filter(petition_id=row.id).order_by("aside_at", "-from_at", "id"),
        await InvalidationRow.filter(petition_id=row.id).order_by("-number"),
        permitted(context, "petition.invalidate", drafting.subject_of(row)),
    )


async def preview(context: Context, row: PetitionRow, conditions: Conditions) -> Preview:
    """Raises Forbidden."""
    require(context, "petition.invalidate", drafting.subject_of(row))
    return await previewed(context, row.id, conditions)


async def subject(context: Context, ref: str, number: int) -> Subject:
    """An invalidation as something to act on: who asked for it has acted. Raises NotFound."""
    found = await PetitionRow.get_or_none(ref=ref)
    row = await InvalidationRow.get_or_none(petition_id=found.id, number=number) if found else None
    del context
    if found is None or row is None:
        raise NotFound("petition.no_such_invalidation")
    of_petition = drafting.subject_of(found)
    acted = frozenset([each["id"] for each in await rows(_ACCOUNTS, row.asked_by)])
    return Subject(found.ref, of_petition.owner, of_petition.agencies, acted, row.state)


async def invalidation(context: Context, ref: str, number: int) -> Shown:
    """Raises Forbidden, NotFound."""
    found = await petition(context, ref)
    row = await InvalidationRow.get_or_none(petition_id=found.id, number=number)
    if row is None:
        raise NotFound("petition.no_such_invalidation")
    about = await subject(context, ref, number)
    verbs = (
        "confirm_invalidation",
        "drop_invalidation",
        "stop_invalidation",
        "resume_invalidation",
        "restore_signatures",
    )
    may = {
        verb: LIFECYCLE.allows(row.state, verb) and permitted(context, f"petition.{action}", about)
        for action in verbs
        for verb in (action.partition("_")[0],)
    }
    chosen, waiting, left = conditions_of(row), None, row.signatures
    if row.state == State.PROPOSED:
        waiting = await previewed(context, found.id, chosen, row.seen_until)
        left = int(await value(_STILL_CHOSEN, row.id, row.seen_until, row.proof) or 0)
    return Shown(found, row, chosen, waiting, left, may)


async def of_petition(context: Context, petition_id: UUID) -> list[InvalidationRow]:
    """For everybody: what was found invalid, with its reason, the latest first. What was never begun is not among them."""
    del context
    return await InvalidationRow.filter(petition_id=petition_id, begun_at__isnull=False).order_by("-number")


async def unwell(_context: Context) -> str | None:
    """What the operator must know: a territory has more signers than people who could sign."""
    number = await value("SELECT count(*)::int FROM fraud_shape WHERE kind = 'place' AND aside_at IS NULL")
    return f"more signers than people could be in {number} territories" if number else None


async def own_invalid(context: Context, petition_id: UUID) -> OwnInvalid | None:
    """None where the reader's signature counts, or there is none."""
    if context.actor.human is None:
        return None
    signer = signer_of(context, petition_id, context.actor.human)
    found = await one_row(_OWN_INVALID, petition_id, signer)
    return OwnInvalid(**found) if found else None
