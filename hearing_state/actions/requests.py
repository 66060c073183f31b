"""The same request twice does the thing once and gets the same answer: a row per idempotency key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from hearing_state.actions.context import Context, Wish
from hearing_state.db import execute, row, rows
from hearing_state.errors import Conflict, Invalid, Problem
from hearing_state.ids import new_id

KEY_LENGTH_MAX = 200

_TAKE = """
INSERT INTO actions_request (id, action, caller, key, wish_digest, made_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (action, caller, key) DO NOTHING RETURNING id
"""
_KEPT = "SELECT wish_digest, result::text AS result FROM actions_request WHERE action = $1 AND caller = $2 AND key = $3"
_TAKE_MANY = """
INSERT INTO actions_request (id, action, caller, key, wish_digest, made_at)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::timestamptz[]) AS n (id, action, caller, key, digest, at)
 ORDER BY caller, key
ON CONFLICT (action, caller, key) DO NOTHING RETURNING caller, key
"""
_KEPT_MANY = """
SELECT r.caller, r.key, r.wish_digest, r.result::text AS result FROM actions_request r
  JOIN unnest($2::text[], $3::text[]) AS n (caller, key) ON r.caller = n.caller AND r.key = n.key WHERE r.action = $1
"""
_ANSWER_MANY = """
UPDATE actions_request r SET result = n.result::jsonb FROM unnest($2::text[], $3::text[], $4::text[]) AS n (caller, key, result)
 WHERE r.action = $1 AND r.caller = n.caller AND r.key = n.key
"""
_DROP_MANY = """
DELETE FROM actions_request r USING unnest($2::text[], $3::text[]) AS n (caller, key)
 WHERE r.action = $1 AND r.caller = n.caller AND r.key = n.key
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
    """The same for many keyed requests in the running transaction, no two of them of one caller."""

    def __init__(self, action: str, wishes: Sequence[tuple[Context, Wish]], result: TypeAdapter[Any]) -> None:
        self._action, self._wishes, self._result = action, wishes, result
        self._fresh: list[tuple[str, str]] = []

    async def earlier(self) -> list[Earlier | None]:
        """For each: None where it is the first of its key."""
        faults: dict[int, Earlier] = {}
        where: list[tuple[str, str]] = []
        for at, (context, _wish) in enumerate(self._wishes):
            try:
                where.append((caller_of(context), _key_of(context)))
            except Invalid as wrong:
                where.append(("", ""))
                faults[at] = Earlier(wrong)
        sound = [at for at in range(len(where)) if at not in faults]
        taken = await self._take([(where[at], *self._wishes[at]) for at in sound])
        known = await self._kept([where[at] for at in sound if where[at] not in taken])
        self._fresh = [where[at] for at in sound if where[at] in taken]
        return [
            faults.get(at)
            or (None if where[at] in taken else self._read(known.get(where[at]), self._wishes[at][1]))
            for at in range(len(where))
        ]

    async def keep(self, answers: Sequence[Any]) -> None:
        """The answers of the first ones, in their order; of a refused one nothing is kept, it may come again."""
        done = [(w, a) for w, a in zip(self._fresh, answers, strict=True) if not isinstance(a, Problem)]
        refused = [w for w, a in zip(self._fresh, answers, strict=True) if isinstance(a, Problem)]
        if done:
            texts = [self._result.dump_json(answer).decode() for _where, answer in done]
            await execute(_ANSWER_MANY, self._action, *_columns([where for where, _answer in done]), texts)
        if refused:
            await execute(_DROP_MANY, self._action, *_columns(refused))

    async def _take(self, wishes: list[tuple[tuple[str, str], Context, Wish]]) -> set[tuple[str, str]]:
        if not wishes:
            return set()
        made = await rows(
            _TAKE_MANY,
            [new_id() for _each in wishes],
            [self._action] * len(wishes),
            *_columns([where for where, _context, _wish in wishes]),
            [_digest_of(wish) for _where, _context, wish in wishes],
            [context.now for _where, context, _wish in wishes],
        )
        return {(each["caller"], each["key"]) for each in made}

    async def _kept(self, where: list[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        found = await rows(_KEPT_MANY, self._action, *_columns(where)) if where else []
        return {(each["caller"], each["key"]): each for each in found}

    def _read(self, kept: dict[str, Any] | None, wish: Wish) -> Earlier:
        if kept is None or bytes(kept["wish_digest"]) != _digest_of(wish):
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
