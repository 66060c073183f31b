"""A reader says how often a letter may come."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.following import queries
from hearing_state.following.following import Rhythm

_SET = "UPDATE following_reader SET rhythm = $2, locale = $3 WHERE id = $1"


class SetRhythm(Wish):
    key: str = Field(max_length=120)
    rhythm: Rhythm


@action("following.set_rhythm", entry="following.rhythm_set", public=False)
async def set_rhythm(context: Context, wish: SetRhythm) -> None:
    """Letters come in the language of the page from now on. Raises NotFound for a link that is not ours."""
    reader = await queries.reader_id(context, wish.key)
    await execute(_SET, reader, wish.rhythm.value, context.locale)
