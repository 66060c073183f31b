"""Reading the consideration: what a body owes, step by step, and what it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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

    @property
    def due_on(self) -> date | None:
        return self.clock.due_on if self.clock and self.clock.is_open else None


@dataclass(frozen=True, slots=True)
class Case:
    petition: PetitionRow
    clocks: list[ClockView]
    steps: list[StepRow]
    decision: DecisionRow | None
    members: Sequence[MemberRow] = ()
    discussions: Sequence[DiscussionRow] = ()


async def desk(context: Context) -> list[Owed]:
    """Open petitions of the reader's bodies; an auditor's: of all. By their legal days; those without one last. Raises Forbidden."""
    if not any(role in context.actor.roles for role in (Role.CLERK, Role.OFFICIAL, Role.HEAD)):
        require(context, "petition.see_desk")
    found = PetitionRow.filter(state__in=[each.value for each in _AT_DESK], closed_at=None)
    if Role.AUDITOR not in context.actor.roles:
        found = found.filter(
            agency_id__in=list(context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD))
        )
    rows = await found.order_by("sent_at").limit(SHOWN_MAX)
    clocks = await deadlines.clocks_of_each(context, [each.ref for each in rows])
    owed = [Owed(each, deadlines.main_clock(clocks.get(each.ref, []))) for each in rows]
    return sorted(owed, key=lambda each: (each.due_on is None, each.due_on or context.today))


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


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law asks for before a decision (90-5(2)). ``kind``: as of steps."""

    kind: str
    is_done: bool


def duties(found: Case) -> list[Duty]:
    """A visit may be left out where there are no facts to see; so nothing of it stops the decision, and the head sees what is missing."""
    taken = {each.kind for each in found.steps}
    is_discussed = any(each.summarised_at is not None for each in found.discussions)
    return [
        Duty("visit", "visit" in taken),
        Duty("commission", bool(found.members)),
        Duty("discussion", is_discussed),
    ]


async def steps(context: Context, petition_id: UUID) -> list[StepRow]:
    del context
    return await StepRow.filter(petition_id=petition_id).order_by("taken_on", "made_at")


async def decision(context: Context, petition_id: UUID) -> DecisionRow | None:
    del context
    return await DecisionRow.get_or_none(petition_id=petition_id)
