"""A person says which letters she wants; what the law owes comes anyway."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field, field_validator

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Invalid, SignInNeeded
from hearing_state.ids import new_id
from hearing_state.notifications.letter import KINDS

_SET = """
INSERT INTO notifications_preference (id, person_id, kind, is_on, changed_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_id, kind) DO UPDATE SET is_on = excluded.is_on, changed_at = excluded.changed_at
"""


class SetPreferences(Wish):
    """``wanted``: the kinds to get; all others are turned off."""

    wanted: tuple[str, ...] = Field((), max_length=20)

    @field_validator("wanted")
    @classmethod
    def are_kinds(cls, wanted: tuple[str, ...]) -> tuple[str, ...]:
        if not set(wanted) <= set(KINDS):
            raise Invalid("field_not_offered", field="wanted")
        return wanted


@action("notification.set_preferences", entry="notification.preferences_set", public=False)
async def set_preferences(context: Context, wish: SetPreferences) -> None:
    person_id = context.actor.person_id
    if person_id is None:
        raise SignInNeeded()
    for kind in KINDS:
        await turn(context, person_id, kind, is_on=kind in wish.wanted)


async def turn(context: Context, person_id: UUID, kind: str, *, is_on: bool) -> None:
    """Inside an action: write one preference down."""
    await execute(_SET, new_id(), person_id, kind, is_on, context.now)
