"""Whoever got the letter says that it was her: now she follows."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row
from hearing_state.errors import NotFound
from hearing_state.following.following import Rhythm
from hearing_state.following.kept import keep
from hearing_state.following.queries import TO_CONFIRM
from hearing_state.ids import read_ticket
from hearing_state.people.contact import Address

_TAKE = "DELETE FROM following_request WHERE id = $1 RETURNING address, thing, rhythm, locale"


class Confirm(Wish):
    key: str = Field(max_length=120)


@action("following.confirm", entry="following.begun", public=False)
async def confirm(context: Context, wish: Confirm) -> UUID:
    """The reader by her number, not by the key of her pages: answers are kept. Raises NotFound for a link that was used, is too old
    or is not ours.
    """
    found = await row(_TAKE, read_ticket(context.settings.secret_bytes, TO_CONFIRM, wish.key))
    if found is None:
        raise NotFound("following.link_unknown")
    address = Address("email", found["address"])
    return await keep(context, address, found["thing"], Rhythm(found["rhythm"]), found["locale"])
