"""Reading: what a link in a letter stands for, what a reader follows, who is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.following import things
from hearing_state.following.following import Rhythm, told_before
from hearing_state.following.things import Named
from hearing_state.ids import read_ticket, ticket

TO_CONFIRM, TO_MANAGE = "following: confirm", "following: manage"
_READER = "SELECT id, address, rhythm, stopped_at FROM following_reader WHERE"
_FOLLOWS = """
SELECT id, thing, followed_at, stopped_at FROM following_follow WHERE reader_id = $1
   AND (stopped_at IS NULL OR stopped_at > $2::timestamptz - interval '1 day') ORDER BY followed_at DESC, id DESC
"""
_REQUEST = "SELECT id, address, thing, rhythm FROM following_request WHERE id = $1"
_DUE = """
SELECT r.id FROM following_reader r
 WHERE r.stopped_at IS NULL AND r.told_at < CASE r.rhythm WHEN 'at_once' THEN $1::timestamptz WHEN 'daily' THEN $2::timestamptz ELSE $3::timestamptz END
   AND EXISTS (SELECT 1 FROM following_news n WHERE n.reader_id = r.id AND n.letter_id IS NULL)
 ORDER BY r.told_at, r.id LIMIT $4
"""
_OWN_EMAIL = """
SELECT address FROM people_contact WHERE person_id = $1 AND channel = 'email' AND confirmed_at IS NOT NULL ORDER BY made_at, id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that a reader follows, or stopped following today."""

    id: UUID
    named: Named
    followed_at: datetime
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """``key``: the secret part of the addresses of her pages. ``is_stopped``: she stopped all letters."""

    id: UUID
    key: str
    address: str
    rhythm: Rhythm
    is_stopped: bool
    follows: Sequence[Followed]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a letter asks to confirm."""

    id: UUID
    address: str
    named: Named
    rhythm: Rhythm


async def asked(context: Context, key: str) -> Asked:
    """What a link of a letter that asks stands for. Raises NotFound: unknown, confirmed already or too old."""
    found = await row(_REQUEST, read_ticket(context.settings.secret_bytes, TO_CONFIRM, key))
    if found is None:
        raise NotFound("following.link_unknown")
    kind, _colon, name = found["thing"].partition(":")
    return Asked(
        found["id"], found["address"], await things.named(context, kind, name), Rhythm(found["rhythm"])
    )


async def reader(context: Context, key: str) -> Reader:
    """Whoever a link in a letter belongs to. Raises NotFound."""
    return await _reader(context, await reader_id(context, key))


async def reader_id(context: Context, key: str) -> UUID:
    """Raises NotFound for a link that is not ours."""
    number = read_ticket(context.settings.secret_bytes, TO_MANAGE, key)
    found: UUID | None = await value("SELECT id FROM following_reader WHERE id = $1", number)
    if found is None:
        raise NotFound("following.link_unknown")
    return found


async def mine(context: Context) -> Reader | None:
    """What the person who is signed in follows by e-mail. Raises SignInNeeded."""
    if context.actor.person_id is None:
        raise SignInNeeded()
    found: UUID | None = await value(
        "SELECT id FROM following_reader WHERE person_id = $1 ORDER BY confirmed_at DESC LIMIT 1",
        context.actor.person_id,
    )
    return await _reader(context, found) if found else None


async def offered(context: Context, kind: str, key: str) -> tuple[Named, str]:
    """The thing that could be followed, and the reader's own address if an account has one. Raises NotFound."""
    return await things.named(context, kind, key), await own_email(context)


async def own_email(context: Context) -> str:
    """Of the person who is signed in; empty where there is none."""
    me = context.actor.person_id
    return str(await value(_OWN_EMAIL, me) or "") if me else ""


async def due(context: Context, limit: int) -> list[UUID]:
    """Readers with news whose next letter may go now."""
    bounds = [told_before(each, context.now) for each in Rhythm]
    return [each["id"] for each in await rows(_DUE, *bounds, limit)]


def key_of(context: Context, number: UUID) -> str:
    return ticket(context.settings.secret_bytes, TO_MANAGE, number)


async def _reader(context: Context, number: UUID) -> Reader:
    found = await row(f"{_READER} id = $1", number)
    if found is None:
        raise NotFound("following.link_unknown")
    follows = await rows(_FOLLOWS, number, context.now)
    known = await things.of_marks(context, [each["thing"] for each in follows])
    return Reader(
        id=number,
        key=key_of(context, number),
        address=found["address"],
        rhythm=Rhythm(found["rhythm"]),
        is_stopped=found["stopped_at"] is not None,
        follows=[
            Followed(
                each["id"],
                known[each["thing"]],
                each["followed_at"],
                is_stopped=each["stopped_at"] is not None,
            )
            for each in follows
            if each["thing"] in known
        ],
    )
