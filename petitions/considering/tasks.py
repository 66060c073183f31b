"""What the law does by itself: nobody refuses to accept; what falls short goes on as an ordinary appeal."""

from __future__ import annotations

from datetime import datetime, timedelta

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.jobs.listeners import Told, every, job
from hearing_state.questions.actions.register_from_meeting import RegisterFromMeeting, register_from_meeting
from hearing_state.questions.question import TEXT_MAX, Channel, Kind, Screening
from hearing_state.questions.registering import next_reference
from petitions.considering.actions.register import Register, register
from petitions.considering.actions.return_unreached import ReturnUnreached, return_unreached
from petitions.drafting.models import PetitionRow
from petitions.fraud.held import IS_IN_MOTION

ACCEPTED_AFTER = timedelta(days=1)
"""A body that has not registered a petition by then has it registered by the house (90-4(2))."""
_SENT = "SELECT ref FROM drafting_petition WHERE state = 'sent' AND sent_at < $1 ORDER BY sent_at LIMIT 200"
_OVER = f"""
SELECT p.ref FROM drafting_petition p WHERE p.state = 'public' AND p.collect_until_on < $1::date
   AND NOT EXISTS (SELECT 1 FROM signing_change c WHERE c.petition_id = p.id) AND NOT {IS_IN_MOTION} ORDER BY p.ref LIMIT 200
"""


async def register_unaccepted(context: Context, _slot: datetime) -> None:
    for each in await rows(_SENT, context.now - ACCEPTED_AFTER):
        await by_law(context, register, Register(petition=each["ref"]))


async def return_what_fell_short(context: Context, _slot: datetime) -> None:
    for each in await rows(_OVER, context.today):
        await by_law(context, return_unreached, ReturnUnreached(petition=each["ref"]))


@job("petition.returned")
async def open_as_an_appeal(context: Context, told: Told) -> None:
    """A proposal under a number of the questions' series, for the same body (90-3(5)); once, for the outbox settles in the same step."""
    row = await PetitionRow.get(ref=told.about)
    text = f"{row.ref}. {row.title}\n\n{row.proposal}\n\n{row.reasons}"
    wish = RegisterFromMeeting(
        ref=told.payload.get("question") or await next_reference(context),
        meeting=row.ref,
        text=text[:TEXT_MAX],
        language=row.language,
        place=row.place_code or row.author_place,
        topic=row.topic,
        agency=row.agency_id,
        asker=row.author_id,
        screening=Screening.HIDDEN if row.is_hidden else Screening.PUBLISHED,
        hidden_reason="insulting" if row.is_hidden else "",
        asked_at=row.filed_at,
        received_at=told.at,
        kind=Kind.PROPOSAL,
        channel=Channel.PETITION,
    )
    await by_law(context, register_from_meeting, wish)


LISTENERS = (open_as_an_appeal,)
TIMETABLE = (
    every("petitions.register", minutes=30, run=register_unaccepted, catch_up="latest"),
    every("petitions.return", minutes=30, run=return_what_fell_short, catch_up="latest"),
)
