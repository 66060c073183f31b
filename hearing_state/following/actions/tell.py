"""All the news that waits for one reader becomes one letter. Done twice, or by two workers at once, it is still one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.db import row, rows
from hearing_state.following import digest
from hearing_state.following.following import Rhythm, told_before
from hearing_state.following.news import Item
from hearing_state.i18n import speaking
from hearing_state.ids import new_id
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.notifications.queries import has_room_today, off_kinds

# The row is held until the end: whoever comes second finds that she was told already.
_HOLD = """
SELECT id, person_id, address, rhythm, locale, told_at FROM following_reader WHERE id = $1 AND stopped_at IS NULL FOR UPDATE
"""
_TOLD = "UPDATE following_reader SET told_at = $2 WHERE id = $1 RETURNING id"
_TAKE = """
UPDATE following_news SET letter_id = $2 WHERE reader_id = $1 AND letter_id IS NULL RETURNING event_id, source
"""


class Tell(Wish):
    reader: UUID


@action("following.tell", entry="following.told", public=False)
async def tell(context: Context, wish: Tell) -> UUID | None:
    """The letter; None where nothing waits, or a letter went a moment ago."""
    reader = await row(_HOLD, wish.reader)
    if reader is None or reader["told_at"] >= told_before(Rhythm(reader["rhythm"]), context.now):
        context.changed_nothing()
        return None
    if not await has_room_today(context, reader["address"]):
        await _wait(context, reader)
        return None
    letter = new_id()
    taken = await rows(_TAKE, wish.reader, letter)
    with speaking(reader["locale"]):
        items = await digest.items(context, taken)
    if not items:
        context.changed_nothing()
        return None
    await row(_TOLD, wish.reader, context.now)
    if await _is_wanted(reader["person_id"]):
        await by_law(context, notify, _letter(reader, letter, items))
    return letter


async def _wait(context: Context, reader: Mapping[str, Any]) -> None:
    """A letter too many would not be carried, and its news lost: it waits. Asked for again after the gap, behind who comes first."""
    context.changed_nothing()
    if reader["rhythm"] == Rhythm.AT_ONCE:
        await row(_TOLD, reader["id"], context.now)


async def _is_wanted(person_id: UUID | None) -> bool:
    return person_id is None or "following" not in await off_kinds(person_id)


def _letter(reader: Mapping[str, Any], letter: UUID, items: Sequence[Item]) -> Notify:
    return Notify(
        contact=reader["address"],
        template=digest.DIGEST,
        about=f"following:{reader['id']}",
        event=str(letter),
        locale=reader["locale"],
        values=digest.values(reader["id"], items),
    )
