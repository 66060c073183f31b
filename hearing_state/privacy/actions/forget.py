"""What has outlived its days is forgotten, table by table, as the tables of retention say."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from hearing_state.privacy.emptying import is_due, outlived, shapes
from hearing_state.retention import RETENTION


class Forget(Wish):
    table: str = Field(max_length=80)


@action("privacy.forget", entry="privacy.forgotten", public=False)
async def forget(context: Context, wish: Forget) -> int:
    """One batch of each column; how many rows. Tells itself to go on while something is left. Raises NotFound."""
    table = next((each for each in RETENTION.tables if each.name == wish.table), None)
    if table is None:
        raise NotFound("privacy.no_such_table")
    known = await shapes([table])
    gone = await outlived(table, known, context.now)
    context.record("privacy.forgotten", table.name, rows=gone)
    if gone and await is_due(table, known, context.now):
        context.tell("privacy.outlived", table.name)
    return gone
