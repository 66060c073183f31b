"""The house lets in whoever brings a ticket: it is burned, and a token is given to come back with."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row
from hearing_state.errors import Conflict, Forbidden
from hearing_state.ids import new_id, new_secret, secret_digest
from meetings.live.entrance import Admitted
from meetings.live.models import TicketRow
from meetings.live.queries import name_in
from meetings.live.ticket import ORIGIN_MAX, Kind
from meetings.schedule import queries as schedule

# Of two sockets with the same ticket one touches the row; the other finds it burned.
_BURN = """
UPDATE live_ticket SET burned_at = $3
 WHERE digest = $1 AND kind = $2 AND burned_at IS NULL AND expires_at > $3 AND origin = $4
RETURNING meeting_id, seat, person_id, session_id, origin, language, agrees
"""


class Admit(Wish):
    """``origin``: of the page that opened the socket, as its browser says."""

    secret: str = Field(max_length=100)
    kind: Kind
    origin: str = Field(max_length=ORIGIN_MAX)


@action("live.admit", entry="live.admitted", public=False, repeatable=False)
async def admit(context: Context, wish: Admit) -> Admitted:
    """Raises Forbidden for a ticket that is unknown, used, too old or of another page; Conflict where the meeting is over."""
    found = await row(_BURN, secret_digest(wish.secret), wish.kind.value, context.now, wish.origin)
    if found is None:
        raise Forbidden("live.ticket_unusable")
    meeting = (await schedule.meetings(context, [found["meeting_id"]])).get(found["meeting_id"])
    if meeting is None or not (meeting.is_ahead or meeting.state.value == "live"):
        raise Conflict("live.meeting_over")
    me = name_in(context, meeting.id, found["person_id"], found["seat"])
    token = await _token(context, found, me)
    context.record("live.admitted", meeting.ref)
    return Admitted(
        seat=found["seat"],
        me=me,
        ref=meeting.ref,
        meeting=meeting.id,
        person=found["person_id"],
        session=found["session_id"],
        language=found["language"],
        agrees=found["agrees"],
        token=token,
    )


async def _token(context: Context, found: dict[str, Any], me: str) -> str:
    secret = new_secret()
    await TicketRow.create(
        **found,
        id=new_id(),
        name=me,
        digest=secret_digest(secret),
        kind=Kind.RESUME.value,
        made_at=context.now,
        expires_at=context.now + Kind.RESUME.lasts,
    )
    return secret
