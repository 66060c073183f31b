"""Somebody on a page of the meeting gets a ticket into its live hall: one use, one minute."""

from __future__ import annotations

import secrets

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id, new_secret, secret_digest
from hearing_state.permissions import Subject
from meetings.live.models import TicketRow
from meetings.live.ticket import ORIGIN_MAX, Kind, is_open
from meetings.schedule import queries as schedule


class IssueTicket(Wish):
    """``origin``: of the page, as its browser says; the socket must come from there. ``agrees``: to be heard, seen and recorded."""

    meeting: str = Field(max_length=20)
    origin: str = Field("", max_length=ORIGIN_MAX)
    agrees: bool = False


class Issued(BaseModel):
    model_config = ConfigDict(frozen=True)

    ticket: str


async def about(context: Context, wish: IssueTicket) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("live.issue_ticket", entry="live.ticket_issued", about=about, public=False, repeatable=False)
async def issue_ticket(context: Context, wish: IssueTicket) -> Issued:
    """Raises Conflict where the hall is closed, Invalid for a guest who does not agree to its rules."""
    meeting = await schedule.meeting(context, wish.meeting)
    if not is_open(meeting, context.now):
        raise Conflict("live.not_open")
    if not context.actor.is_signed_in and not wish.agrees:
        raise Invalid("live.consent_needed", field="agrees")
    secret = new_secret()
    await TicketRow.create(
        id=new_id(),
        digest=secret_digest(secret),
        kind=Kind.ENTRY.value,
        meeting_id=meeting.id,
        seat=secrets.token_urlsafe(16),
        person_id=context.actor.person_id,
        session_id=context.actor.session_id,
        origin=wish.origin,
        language=context.locale,
        agrees=wish.agrees,
        made_at=context.now,
        expires_at=context.now + Kind.ENTRY.lasts,
    )
    return Issued(ticket=secret)
