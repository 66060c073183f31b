"""An approved calendar was sent: to the maslikhat on paper, to the Government, to the Administration (Decree 826).

A ministry's draft goes to the Government before it is approved (resolution No. 12), and to nobody else.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AgencyKind
from hearing_state.clock import day_of
from hearing_state.db import execute
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.planning import held, sight
from meetings.planning.models import PlanRow
from meetings.planning.plan import Recipient, recipients_of

_INSERT = """
INSERT INTO planning_dispatch (id, plan_id, recipient, number, sent_on, contact, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (plan_id, recipient) DO NOTHING
"""


class Dispatch(Wish):
    """``number``: under which it went out of the office."""

    plan: str = Field(max_length=20)
    recipient: Recipient
    number: str = Field(min_length=1, max_length=40)
    sent_on: date


async def about(context: Context, wish: Dispatch) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.dispatch", entry="plan.sent", about=about)
async def dispatch(context: Context, wish: Dispatch) -> None:
    """Once to each. Raises Invalid for a day before the approval or in the future, Conflict where it was written down."""
    row = await held.hold(wish.plan)
    held.step(row, "dispatch")
    body = await agencies.agency(context, row.agency_id)
    if wish.recipient not in recipients_of(body.kind):
        raise Invalid("plan.not_sent_there", field="recipient")
    since = row.approved_at or (row.submitted_at if body.kind is AgencyKind.MINISTRY else None)
    if since is None or not day_of(since) <= wish.sent_on <= context.today:
        raise Invalid("plan.sent_day_wrong", field="sent_on")
    await write_down(context, row, wish.recipient, number=wish.number, sent_on=wish.sent_on)
    await row.save()


async def write_down(
    context: Context, row: PlanRow, recipient: Recipient, *, number: str, sent_on: date, contact: str = ""
) -> None:
    """Raises Conflict for a second one to the same."""
    person = context.actor.person_id
    made = await execute(
        _INSERT, new_id(), row.id, recipient.value, number, sent_on, contact, context.now, person
    )
    if not made:
        raise Conflict("plan.sent_already")
    context.record("plan.sent", row.ref, recipient=recipient.value, number=number, sent_on=sent_on)
