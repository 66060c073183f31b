"""Reading the check: what waits with its legal day, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.db import value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.errors import NotFound
from petitions.checking.models import VerdictRow
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State

QUEUE_MAX = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """``clock``: the check's; none where it was settled already."""

    petition: PetitionRow
    clock: ClockView | None


async def verdict(context: Context, petition_id: UUID) -> VerdictRow | None:
    """The latest one."""
    del context
    return await VerdictRow.filter(petition_id=petition_id).order_by("-decided_at", "-id").first()


async def waiting(context: Context) -> list[Waiting]:
    """What is to be checked, the first due first. Raises Forbidden."""
    require(context, "petition.see_checking")
    found = await PetitionRow.filter(state=State.CHECKING.value).order_by("fifty_at").limit(QUEUE_MAX)
    clocks = await deadlines.clocks_of_each(context, [each.ref for each in found])
    return [Waiting(each, _check(clocks.get(each.ref, []))) for each in found]


def _check(clocks: list[ClockView]) -> ClockView | None:
    return next((each for each in clocks if each.rule.id == "petition.check"), None)


async def case(context: Context, ref: str) -> Waiting:
    """One petition before the check, later ones too. Raises Forbidden, NotFound."""
    require(context, "petition.see_checking")
    row = await PetitionRow.get_or_none(ref=ref)
    if row is None or row.state in (State.GATHERING, State.LAPSED):
        raise NotFound("petition.not_found")
    return Waiting(row, _check(await deadlines.clocks_of(context, ref)))


async def count(context: Context) -> int:
    """For the navigation."""
    del context
    return int(await value("SELECT count(*)::int FROM drafting_petition WHERE state = 'checking'") or 0)
