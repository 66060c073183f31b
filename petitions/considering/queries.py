"""Reading the consideration: what a body owes, step by step, and what it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.errors import NotFound
from hearing_state.permissions import Role
from petitions.considering.commission import members
from petitions.considering.discussion import discussions
from petitions.considering.models import DecisionRow, DiscussionRow, MemberRow, StepRow
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import DECIDED, State
from petitions.drafting.queries import subject_of

_AT_DESK = (State.SENT, State.REGISTERED, State.CONSIDERING, *DECIDED)
SHOWN_MAX = 100


@dataclass(frozen=True, slots=True)
class Owed:
    petition: PetitionRow
    clock: ClockView | None


@dataclass(frozen=True, slots=True)
class Case:
    petition: PetitionRow
    clocks: list[ClockView]
    steps: list[StepRow]
    decision: DecisionRow | None
    members: Sequence[MemberRow] = ()
    discussions: Sequence[DiscussionRow] = ()


async def desk(context: Context) -> list[Owed]:
    """Open petitions of the reader's bodies; an auditor's: of all. Those with a legal day first. Raises Forbidden."""
    if not any(role in context.actor.roles for role in (Role.CLERK, Role.OFFICIAL, Role.HEAD)):
        require(context, "petition.see_desk")
    found = PetitionRow.filter(state__in=[each.value for each in _AT_DESK], closed_at=None)
    if Role.AUDITOR not in context.actor.roles:
        found = found.filter(
            agency_id__in=list(context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD))
        )
    rows = await found.order_by("sent_at").limit(SHOWN_MAX)
    clocks = await deadlines.clocks_of_each(context, [each.ref for each in rows])
    return [Owed(each, deadlines.main_clock(clocks.get(each.ref, []))) for each in rows]


async def case(context: Context, ref: str) -> Case:
    """Raises NotFound for another body's."""
    row = await PetitionRow.get_or_none(ref=ref)
    if (
        row is None
        or row.state not in _AT_DESK
        or not permitted(context, "petition.see_desk", subject_of(row))
    ):
        raise NotFound("petition.not_found")
    return Case(
        row,
        await deadlines.clocks_of(context, ref),
        await steps(context, row.id),
        await decision(context, row.id),
        await members(context, row.id),
        await discussions(context, row.id),
    )


async def steps(context: Context, petition_id: UUID) -> list[StepRow]:
    del context
    return await StepRow.filter(petition_id=petition_id).order_by("taken_on", "made_at")


async def decision(context: Context, petition_id: UUID) -> DecisionRow | None:
    del context
    return await DecisionRow.get_or_none(petition_id=petition_id)
