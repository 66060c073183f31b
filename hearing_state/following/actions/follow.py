"""Somebody with an account follows something by the e-mail address that she has confirmed already: no letter has to ask."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid
from hearing_state.following import queries, things
from hearing_state.following.following import Rhythm
from hearing_state.following.kept import keep
from hearing_state.people.contact import read_address


class Follow(Wish):
    kind: str = Field(max_length=12)
    key: str = Field(max_length=60)
    rhythm: Rhythm = Rhythm.DAILY


@action("following.follow", entry="following.begun", public=False)
async def follow(context: Context, wish: Follow) -> None:
    """Raises NotFound; Invalid where the account has no e-mail address."""
    found = await things.named(context, wish.kind, wish.key)
    own = await queries.own_email(context)
    if not own:
        raise Invalid("following.no_email", field="address")
    address = read_address(own)
    await keep(context, address, found.mark, wish.rhythm, context.locale, context.actor.person_id)
