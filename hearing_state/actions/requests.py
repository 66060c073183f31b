"""The same request twice does the thing once and gets the same answer: a row per idempotency key."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import TypeAdapter

from hearing_state.actions.context import Context, Wish
from hearing_state.db import execute, row
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id

KEY_LENGTH_MAX = 200

_TAKE = """
INSERT INTO actions_request (id, action, caller, key, wish_digest, made_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (action, caller, key) DO NOTHING RETURNING id
"""
_KEPT = "SELECT wish_digest, result::text AS result FROM actions_request WHERE action = $1 AND caller = $2 AND key = $3"
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
        key = context.idempotency_key or ""
        if not 0 < len(key) <= KEY_LENGTH_MAX:
            raise Invalid("request_key_wrong", field="idempotency_key", maximum=KEY_LENGTH_MAX)
        self._where = (action, caller_of(context), key)
        self._digest = hashlib.sha256(wish.model_dump_json().encode()).digest()
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


async def sweep(days: int = 7) -> int:
    return await execute(
        "DELETE FROM actions_request WHERE made_at < now() - make_interval(days => $1::int)", days
    )
