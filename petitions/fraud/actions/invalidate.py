"""A moderator has signatures found invalid: those of the preview, all of them and no others. Many take a second person."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, action
from hearing_state.db import row as one_row
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from petitions.drafting import held as petitions
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.fraud import held
from petitions.fraud.conditions import CHOSEN, COUNTED, EARLIEST, LATEST, Conditions
from petitions.fraud.invalidation import FOUND_INVALID, REASON_MAX, REASON_MIN, State, needs_second_person
from petitions.fraud.models import InvalidationRow
from petitions.fraud.previewing import SETTLED_AFTER

_NUMBER = "SELECT coalesce(max(number), 0) + 1 FROM fraud_invalidation WHERE petition_id = $1"
_ALONE = f"""
SELECT coalesce(sum(signatures), 0)::int FROM fraud_invalidation
 WHERE petition_id = $1 AND confirmed_by IS NULL AND state IN ({", ".join(f"'{each}'" for each in FOUND_INVALID)})
"""
# The same choice as the preview's, written down: what is carried out later is this list.
_CHOOSE = f"""
WITH chosen AS (
  SELECT s.id {CHOSEN}
), put AS (
  INSERT INTO fraud_target (id, invalidation_id, signature_id, state) SELECT gen_random_uuid(), $8, id, 'due' FROM chosen
)
SELECT {COUNTED} FROM chosen s
"""


SIGNATURES_MAX = 1_000_000_000
"""More than there are people: a form that says so was not sent by our page."""


class Invalidate(Conditions):
    """``seen_until``, ``signatures``, ``seal``: of the preview that the moderator has before her."""

    petition: str = Field(max_length=20)
    seen_until: AwareDatetime = Field(ge=EARLIEST, le=LATEST)
    signatures: int = Field(ge=0, le=SIGNATURES_MAX)
    seal: str = Field(max_length=24)
    reason: str = Field(min_length=REASON_MIN, max_length=REASON_MAX)


class Ordered(BaseModel):
    """``waits``: a second person must agree first."""

    model_config = ConfigDict(frozen=True)

    number: int
    waits: bool


async def about(context: Context, wish: Invalidate) -> Subject:
    return await drafting.subject(context, wish.petition)


@action("petition.invalidate", entry="petition.invalidation_begun", about=about)
async def invalidate(context: Context, wish: Invalidate) -> Ordered:
    """Raises Conflict where the choice is not the previewed one any more, the petition was sent, or another invalidation is under way."""
    petition = await petitions.hold(wish.petition)
    held.must_be_held(petition)
    if not wish.is_narrowed:
        raise Invalid("petition.narrow_it", field="from_at")
    if wish.seen_until > context.now - SETTLED_AFTER:
        raise Conflict("petition.preview_changed")
    if await held.is_in_motion(petition):
        raise Conflict("petition.invalidation_open")
    row = await _written(context, wish, petition)
    if row.state == State.PROPOSED:
        context.record(
            "petition.invalidation_proposed",
            petition.ref,
            number=row.number,
            signatures=row.signatures,
            text=row.reason,
        )
    else:
        await held.begin(context, petition, row)
    return Ordered(number=row.number, waits=row.state == State.PROPOSED)


async def _written(context: Context, wish: Invalidate, petition: PetitionRow) -> InvalidationRow:
    waits = needs_second_person(wish.signatures, int(await value(_ALONE, petition.id) or 0))
    row = await InvalidationRow.create(
        petition_id=petition.id,
        number=await value(_NUMBER, petition.id),
        state=State.PROPOSED if waits else State.RUNNING,
        from_at=wish.from_at,
        until_at=wish.until_at,
        block=wish.block_bytes,
        proof=wish.proof,
        place_code=wish.place_code,
        seen_until=wish.seen_until,
        signatures=wish.signatures,
        reason=wish.reason,
        asked_by=context.actor.person_id,
        asked_at=context.now,
        begun_at=None if waits else context.now,
    )
    chosen = await one_row(_CHOOSE, *wish.params(petition.id, wish.seen_until), row.id)
    if chosen is None or (chosen["signatures"], chosen["seal"]) != (wish.signatures, wish.seal):
        raise Conflict("petition.preview_changed")
    if not wish.signatures:
        raise Invalid("petition.nobody_chosen", field="from_at")
    return row
