"""Who owes a meeting at social tension is told at once: the days run from the declaration."""

from __future__ import annotations

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.i18n import LOCALES
from hearing_state.jobs.listeners import Told, job
from hearing_state.notifications.actions.notify import Notify, notify
from meetings.coverage import tension


@job("tension.declared")
async def tell_the_office(context: Context, told: Told) -> None:
    """To its head and to those who organise. The grounds are read on the page, by those who may."""
    declared = await tension.tension(context, str(told.payload["declaration"]))
    body, place = declared.agency, declared.place
    values = {
        **{f"body_{language}": getattr(body, f"name_{language}") for language in LOCALES},
        "place_kk": place.name_kk,
        "place_ru": place.name_ru,
        "due_on": declared.due_on.isoformat(),
        "path": f"/console/tension/{declared.id}",
    }
    for person_id in await agencies.holders(context, body.id, Post.HEAD, Post.OFFICIAL, Post.CLERK):
        wish = Notify(
            person_id=person_id,
            template="meetings/coverage/tension_declared",
            about=told.about,
            event=str(told.id),
            values=values,
        )
        await by_law(context, notify, wish)


LISTENERS = (tell_the_office,)
