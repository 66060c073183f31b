"""A reader says that something is wrong with what everybody can read."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.ids import new_id
from hearing_state.moderation.reason import require_reason
from hearing_state.moderation.things import shown
from hearing_state.permissions import Subject

_INSERT = """
INSERT INTO moderation_report (id, about, reporter_id, reporter_key, reason, text, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (about, reporter_key) WHERE decision_id IS NULL DO NOTHING
"""


class Report(Wish):
    about: str = Field(max_length=120)
    reason: str = Field(max_length=40)
    text: str = Field("", max_length=1000)


async def about(context: Context, wish: Report) -> Subject:
    thing = await shown(context, wish.about)
    return Subject(about=thing.about, owner=thing.author_id)


@action("moderation.report", entry="moderation.reported", about=about, public=False)
async def report(context: Context, wish: Report) -> None:
    """A second report of the same thing by the same reader changes nothing while the first is open."""
    require_reason(wish.reason, "report")
    person = context.actor.person_id
    key = str(person) if person else context.address_digest
    await execute(_INSERT, new_id(), wish.about, person, key, wish.reason, wish.text, context.now)
    context.record("moderation.reported", wish.about, reason=wish.reason)
    context.tell("moderation.reported", wish.about, reason=wish.reason)
