"""The files of a thing that is forgotten go with it."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute

_FORGET = "DELETE FROM files_attachment WHERE attached_to = $1"


class Forget(Wish):
    about: str = Field(pattern=r"^[A-Z]{1,3}-[A-Za-z0-9#:.-]{1,100}$")


@action("file.forget", entry="file.forgotten", public=False)
async def forget(context: Context, wish: Forget) -> int:
    """How many. The contents go with the next sweep, unless another row needs them."""
    gone = await execute(_FORGET, wish.about)
    context.record("file.forgotten", wish.about, files=gone)
    return gone
