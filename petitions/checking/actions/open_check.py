"""A moderator opens a petition for its check; the others see who has it open and since when, and may take it over."""

from __future__ import annotations

from datetime import timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from petitions.checking.desk import bounds
from petitions.checking.lock import lock_of, require_free
from petitions.checking.models import EditLockRow
from petitions.drafting import held, queries
from petitions.drafting.petition import State

_LOCK = """
INSERT INTO checking_edit_lock (petition_id, person_id, name, opened_at, expires_at, taken_from_id) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (petition_id) DO UPDATE SET person_id = $2, name = $3, opened_at = $4, expires_at = $5, taken_from_id = $6 RETURNING name
"""
_LONG_LAPSED = timedelta(days=1)


class OpenCheck(Wish):
    petition: str = Field(max_length=20)
    take_over: bool = False


class Opened(BaseModel):
    """Yours until then; opening it again prolongs that."""

    model_config = ConfigDict(frozen=True)

    until_at: AwareDatetime


async def about(context: Context, wish: OpenCheck) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.open_check", entry="petition.check_opened", about=about, public=False)
async def open_check(context: Context, wish: OpenCheck) -> Opened:
    """Raises Conflict where somebody else has it open and it is not taken over, or where nothing is to be checked (any more)."""
    me = context.actor.person_id
    if me is None:
        raise Forbidden()
    row = await held.hold(wish.petition)
    if row.state != State.CHECKING:
        raise Conflict("petition.not_in_this_state")
    lock = await lock_of(context, row.id)
    if not wish.take_over:
        await require_free(context, row)
    is_mine = lock is not None and lock.person_id == me
    taken_from = lock.person_id if lock is not None and not is_mine else None
    opened_at = lock.opened_at if lock is not None and is_mine else context.now
    until_at = context.now + bounds().edit_lock
    name = context.actor.name or (await people.names_of(context, [me])).get(me, "")
    await value(_LOCK, row.id, me, name, opened_at, until_at, taken_from)
    await EditLockRow.filter(expires_at__lt=context.now - _LONG_LAPSED).delete()
    context.record("petition.check_opened", row.ref, is_taken_over=taken_from is not None)
    return Opened(until_at=until_at)
