"""Tickets that can open nothing any more are forgotten."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute

_OLD = "DELETE FROM live_ticket WHERE expires_at < $1::timestamptz - make_interval(days => $2::int)"


class Sweep(Wish):
    pass


@action("live.sweep", entry="live.swept", public=False)
async def sweep(context: Context, wish: Sweep) -> int:
    """How many."""
    del wish
    return await execute(_OLD, context.now, _days("live_ticket", "person_id"))


@cache
def _table() -> dict[tuple[str, str], int]:
    with (Path(__file__).parent.parent / "retention.toml").open("rb") as opened:
        return {(each["table"], each["column"]): each["days"] for each in tomllib.load(opened)["column"]}


def _days(table: str, column: str) -> int:
    return _table()[table, column]
