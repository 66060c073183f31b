"""Slips of questions ahead in the series of all questions: found by their number, reported like any question."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.i18n import gettext
from hearing_state.ids import is_reference
from hearing_state.moderation.things import Thing
from hearing_state.permissions import Role
from hearing_state.questions.slips import Slips
from hearing_state.web.rendering import url_or_none
from meetings.asking import queries
from meetings.asking.models import AheadRow
from meetings.asking.views import Shown


async def address(context: Context, ref: str) -> str | None:
    """Anybody learns how it stands; what it says only where it is public."""
    found = await _shown(context, ref)
    return url_or_none("asking.show", meeting=found.meeting.ref, ahead=ref) if found else None


async def thing(context: Context, ref: str) -> Thing | None:
    """For moderation: only what this reader may read; the house itself always gets it."""
    found = await _shown(context, ref)
    if found is None or not (found.question.has_content or Role.SYSTEM in context.actor.roles):
        return None
    row = await AheadRow.get(ref=ref)
    title = found.question.text or gettext("Question %(number)s", number=ref)
    return Thing(ref, title, f"/{context.locale}/meetings/{found.meeting.ref}/questions/{ref}", row.asker_id)


async def _shown(context: Context, ref: str) -> Shown | None:
    if not is_reference(ref, "Q"):
        return None
    try:
        return await queries.shown(context, ref)
    except NotFound:
        return None


SLIPS = Slips(address, thing)
