"""The head gives a submitted plan back to those who draft it, and says what is to be changed."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.planning import held, sight


class SendBack(Wish):
    """``remark``: read by the office's own people only."""

    plan: str = Field(max_length=20)
    remark: str = Field("", max_length=1000)


async def about(context: Context, wish: SendBack) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.send_back", entry="plan.sent_back", about=about, public=False)
async def send_back(context: Context, wish: SendBack) -> None:
    row = await held.hold(wish.plan)
    held.step(row, "send_back")
    row.remark = wish.remark
    row.submitted_at = row.submitted_by = None
    await row.save()
    context.tell("plan.sent_back", row.ref, agency=row.agency_id, part=row.part)
