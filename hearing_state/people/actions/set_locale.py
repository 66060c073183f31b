"""Somebody chooses the language in which she is written to."""

from __future__ import annotations

from typing import Literal

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.people.queries import own_subject


class SetLocale(Wish):
    language: Literal["kk", "ru", "en"]


@action("people.set_locale", entry="people.locale_set", about=own_subject, public=False)
async def set_locale(context: Context, wish: SetLocale) -> None:
    await execute(
        "UPDATE people_person SET locale = $2 WHERE id = $1", context.actor.person_id, wish.language
    )
