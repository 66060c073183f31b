"""What follows: petitions with their votes are sent, reports and appeals take effect."""

from __future__ import annotations

from datetime import datetime, timedelta

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.ids import is_reference
from hearing_state.jobs.listeners import Told, every, job
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.send import WILL_FALL_BACK, Send, send
from petitions.checking.actions.set_hidden import SetHidden, set_hidden
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State
from petitions.fraud.held import IS_IN_MOTION

SENT_AFTER = timedelta(hours=1)
"""So long the votes must have stood: who has just signed may still take it back, and then it is not sent yet."""
_TO_SEND = f"""
SELECT p.ref FROM drafting_petition p JOIN signing_total t ON t.petition_id = p.id
 WHERE p.state = 'reached' AND p.reached_at < $1 AND t.total >= p.needed
   AND NOT {IS_IN_MOTION} AND NOT {WILL_FALL_BACK} ORDER BY p.reached_at LIMIT 200
"""


async def send_reached(context: Context, _slot: datetime) -> None:
    for each in await rows(_TO_SEND, context.now - SENT_AFTER):
        await by_law(context, send, Send(petition=each["ref"]))


@job("moderation.decided")
async def hide_what_was_decided(context: Context, told: Told) -> None:
    """A report was upheld. What the check itself rejected stands as it left it."""
    row = await _petition(told)
    if row and told.payload["hides"] and row.state != State.REJECTED and not row.is_hidden:
        await by_law(context, set_hidden, SetHidden(petition=row.ref, is_hidden=True))


@job("moderation.appeal_decided")
async def undo_on_appeal(context: Context, told: Told) -> None:
    """The decision does not stand: a rejected petition is published, a hidden one shown again."""
    row = await _petition(told)
    if row is None or told.payload["outcome"] != "granted":
        return
    if row.state == State.REJECTED:
        await by_law(context, publish, Publish(petition=row.ref))
    elif row.is_hidden:
        await by_law(context, set_hidden, SetHidden(petition=row.ref, is_hidden=False))


async def _petition(told: Told) -> PetitionRow | None:
    return await PetitionRow.get_or_none(ref=told.about) if is_reference(told.about, "P") else None


LISTENERS = (hide_what_was_decided, undo_on_appeal)
TIMETABLE = (every("petitions.send", minutes=15, run=send_reached, catch_up="latest"),)
