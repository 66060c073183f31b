"""The same request twice does the thing once and gets the same answer: a row per idempotency key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from hearing_state.actions.context import Context, Wish
from hearing_state.db import Clash, execute, row, rows_replanned
from hearing_state.errors import Conflict, Invalid, Problem
from hearing_state.ids import new_id

KEY_LENGTH_MAX = 200

_TAKE = """
INSERT INTO actions_request (id, action, caller, key, wish_digest, made_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (action, caller, key) DO NOTHING RETURNING id
"""
_KEPT = "SELECT wish_digest, result::text AS result FROM actions_request WHERE action = $1 AND caller = $2 AND key = $3"
_KEEP_MANY = """
INSERT INTO actions_request (id, action, caller, key, wish_digest, result, made_at)
SELECT id, $1, caller, key, digest, result::jsonb, at
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[]) AS n (id, caller, key, digest, result, at)
 ORDER BY caller, key
ON CONFLICT (action, caller, key) DO NOTHING
"""
# One look into the unique index for each: a join reads the whole table where nothing is known of it yet.
_KEPT_MANY = """
SELECT n.caller, n.key, r.wish_digest, r.result::text AS result FROM unnest($2::text[], $3::text[]) AS n (caller, key)
 CROSS JOIN LATERAL (SELECT wish_digest, result FROM actions_request WHERE action = $1 AND caller = n.caller AND key = n.key LIMIT 1) r
"""
_ANSWER = "UPDATE actions_request SET result = $4::jsonb WHERE action = $1 AND caller = $2 AND key = $3"


def request_name(action: str, context: Context) -> str | None:
    """What a keyed request is called where tries are counted: a digest, for keys are the callers' own words."""
    if context.idempotency_key is None:
        return None
    words = f"{action}\x00{caller_of(context)}\x00{context.idempotency_key}"
    return f"request:{hashlib.sha256(words.encode()).hexdigest()}"


def caller_of(context: Context) -> str:
    return str(context.actor.person_id) if context.actor.person_id else context.address_digest


class Repeat:
    """One keyed request inside the running transaction.

    The unique key decides who is first; a second caller waits on it until the first has committed.
    """

    def __init__(self, action: str, context: Context, wish: Wish, result: TypeAdapter[Any]) -> None:
        self._where = (action, caller_of(context), _key_of(context))
        self._digest = _digest_of(wish)
        self._context = context
        self._result = result

    async def is_first(self) -> bool:
        made = await row(_TAKE, new_id(), *self._where, self._digest, self._context.now)
        return made is not None

    async def earlier_answer(self) -> Any:
        kept = await row(_KEPT, *self._where)
        if kept is None or bytes(kept["wish_digest"]) != self._digest:
            raise Conflict("request_key_reused")
        return self._result.validate_json(kept["result"] or "null")

    async def keep(self, answer: Any) -> None:
        await execute(_ANSWER, *self._where, self._result.dump_json(answer).decode())


@dataclass(frozen=True)
class Earlier:
    """A request that came before: its answer then, or why it cannot be given."""

    answer: Any


class Repeats:
    """The same for many keyed requests in the running transaction, no two of them of one caller.

    Their rows are written once, with the answers, at the end: a row that is taken first and filled later costs twice as much, and joining
    hundreds of them by a plan made for an empty table cost more than all the rest of a rush.
    """

    def __init__(self, action: str, wishes: Sequence[tuple[Context, Wish]], result: TypeAdapter[Any]) -> None:
        self._action, self._wishes, self._result = action, wishes, result
        self._fresh: list[int] = []

    async def earlier(self) -> list[Earlier | None]:
        """For each: None where nothing is kept of its key. Whether it is the first of it ``keep`` finds out."""
        faults: dict[int, Earlier] = {}
        for at, (context, _wish) in enumerate(self._wishes):
            try:
                _key_of(context)
            except Invalid as wrong:
                faults[at] = Earlier(wrong)
        sound = [at for at in range(len(self._wishes)) if at not in faults]
        known = await self._kept([self._where(at) for at in sound])
        self._fresh = [at for at in sound if self._where(at) not in known]
        return [
            faults.get(at) or (self._read(known[self._where(at)], wish) if self._where(at) in known else None)
            for at, (_context, wish) in enumerate(self._wishes)
        ]

    async def keep(self, answers: Sequence[Any]) -> None:
        """The answers of the first ones, in their order; of a refused one nothing is kept, it may come again.

        Raises Clash where a request was done elsewhere meanwhile: then all is done again, and its answer is found.
        """
        done = [(at, a) for at, a in zip(self._fresh, answers, strict=True) if not isinstance(a, Problem)]
        if not done:
            return
        kept = await execute(
            _KEEP_MANY,
            self._action,
            [new_id() for _each in done],
            *_columns([self._where(at) for at, _answer in done]),
            [_digest_of(self._wishes[at][1]) for at, _answer in done],
            [self._result.dump_json(answer).decode() for _at, answer in done],
            [self._wishes[at][0].now for at, _answer in done],
        )
        if kept < len(done):
            raise Clash(self._action)

    def _where(self, at: int) -> tuple[str, str]:
        context, _wish = self._wishes[at]
        return caller_of(context), context.idempotency_key or ""

    async def _kept(self, where: list[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        found = await rows_replanned(_KEPT_MANY, self._action, *_columns(where)) if where else []
        return {(each["caller"], each["key"]): each for each in found}

    def _read(self, kept: dict[str, Any], wish: Wish) -> Earlier:
        if bytes(kept["wish_digest"]) != _digest_of(wish):
            return Earlier(Conflict("request_key_reused"))
        return Earlier(self._result.validate_json(kept["result"] or "null"))


def _columns(where: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [caller for caller, _key in where], [key for _caller, key in where]


def _key_of(context: Context) -> str:
    key = context.idempotency_key or ""
    if not 0 < len(key) <= KEY_LENGTH_MAX:
        raise Invalid("request_key_wrong", field="idempotency_key", maximum=KEY_LENGTH_MAX)
    return key


def _digest_of(wish: Wish) -> bytes:
    return hashlib.sha256(wish.model_dump_json().encode()).digest()


async def sweep(days: int = 7) -> int:
    return await execute(
        "DELETE FROM actions_request WHERE made_at < now() - make_interval(days => $1::int)", days
    )
