"""A draft is thrown away: the office may have another one proposed. What is approved cannot be withdrawn."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.planning import held, sight


class Withdraw(Wish):
    """``version``: of the plan as it was read."""

    plan: str = Field(max_length=20)
    version: int


async def about(context: Context, wish: Withdraw) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.withdraw", entry="plan.withdrawn", about=about, public=False)
async def withdraw(context: Context, wish: Withdraw) -> None:
    """Raises Conflict where it is submitted or approved, or changed since it was read."""
    del context
    row = await held.hold(wish.plan)
    held.must_be_as_seen(row, wish.version)
    held.step(row, "withdraw")
    await row.save()
