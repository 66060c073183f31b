"""Whoever got the letter says that it was her: now she follows."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row
from hearing_state.errors import NotFound
from hearing_state.following.following import Rhythm
from hearing_state.following.kept import keep
from hearing_state.following.queries import TO_CONFIRM, key_of
from hearing_state.ids import read_ticket
from hearing_state.people.contact import Address

_TAKE = "DELETE FROM following_request WHERE id = $1 RETURNING address, thing, rhythm, locale"


class Confirm(Wish):
    key: str = Field(max_length=120)


@action("following.confirm", entry="following.begun", public=False)
async def confirm(context: Context, wish: Confirm) -> str:
    """The key of her pages. Raises NotFound for a link that was used, is too old or is not ours."""
    found = await row(_TAKE, read_ticket(context.settings.secret_bytes, TO_CONFIRM, wish.key))
    if found is None:
        raise NotFound("following.link_unknown")
    address = Address("email", found["address"])
    made = await keep(context, address, found["thing"], Rhythm(found["rhythm"]), found["locale"])
    return key_of(context, made)
