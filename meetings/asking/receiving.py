"""Who took a question in, as the slip names it: the post held today (APPC 64(2))."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies


async def receiver_of(context: Context, language: str) -> tuple[str, str]:
    """Name and post of whoever acts at work; empty for the system itself."""
    if context.actor.person_id is None or not context.actor.is_staff:
        return "", ""
    posts = await agencies.appointments_of(context, context.actor.person_id)
    held = [each for each in posts if each.role.value in context.actor.roles] or posts
    if not held:
        return context.actor.name, ""
    return held[0].holder_name, held[0].post_ru if language == "ru" else held[0].post_kk
