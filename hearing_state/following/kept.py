"""Inside actions: write down who follows what. The database's unique rows decide, never a look beforehand."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute, value
from hearing_state.errors import Conflict
from hearing_state.following.following import FOLLOWED_MAX, Rhythm
from hearing_state.ids import new_id
from hearing_state.people.contact import Address
from hearing_state.people.queries import contact_digest

# Whoever had stopped all letters begins anew, with what she asks for now alone: neither the rest of what she stopped comes back with it,
# nor what waited to be told.
_HOLD = "SELECT id FROM following_reader WHERE address_digest = $1 AND stopped_at IS NOT NULL FOR UPDATE"
_STAYS_STOPPED = "UPDATE following_follow SET stopped_at = $2 WHERE reader_id = $1 AND stopped_at IS NULL"
_UNTOLD = "DELETE FROM following_news WHERE reader_id = $1 AND letter_id IS NULL"
_READER = """
INSERT INTO following_reader (id, person_id, address, address_digest, rhythm, locale, confirmed_at, told_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
ON CONFLICT (address_digest) DO UPDATE SET person_id = coalesce(excluded.person_id, following_reader.person_id),
  rhythm = excluded.rhythm, locale = excluded.locale, stopped_at = NULL
RETURNING id
"""
_FOLLOW = """
INSERT INTO following_follow (id, reader_id, thing, followed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (reader_id, thing) DO UPDATE SET stopped_at = NULL, followed_at = excluded.followed_at
  WHERE following_follow.stopped_at IS NOT NULL
"""
_FOLLOWED = "SELECT count(*) FROM following_follow WHERE reader_id = $1 AND stopped_at IS NULL"


async def keep(
    context: Context, address: Address, mark: str, rhythm: Rhythm, locale: str, person_id: UUID | None = None
) -> UUID:
    """The reader, who is confirmed by now. Raises Conflict where she follows very much already."""
    known = contact_digest(context, address)
    await _begin_anew(context, known)
    made: UUID = await value(
        _READER, new_id(), person_id, address.text, known, rhythm.value, locale, context.now
    )
    await execute(_FOLLOW, new_id(), made, mark, context.now)
    if int(await value(_FOLLOWED, made) or 0) > FOLLOWED_MAX:
        raise Conflict("following.too_many", maximum=FOLLOWED_MAX)
    return made


async def _begin_anew(context: Context, address_digest: bytes) -> None:
    stopped: UUID | None = await value(_HOLD, address_digest)
    if stopped is not None:
        await execute(_STAYS_STOPPED, stopped, context.now)
        await execute(_UNTOLD, stopped)
