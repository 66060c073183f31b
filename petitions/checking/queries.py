"""Reading the check: what waits by its legal day, whose work it is and who has it open, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.db import rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.errors import NotFound
from hearing_state.people import queries as people
from hearing_state.web.paging import Paged
from petitions.checking.desk import bounds
from petitions.checking.lock import lock_of
from petitions.checking.models import BatchRow, EditLockRow, VerdictRow
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State

WHOSE = ("all", "mine", "free")
_FROM = """
  FROM drafting_petition p LEFT JOIN checking_assignment a ON a.petition_id = p.id
 WHERE p.state = 'checking' AND ($1::uuid IS NULL OR a.person_id = $1) AND (NOT $2::bool OR a.person_id IS NULL)
"""
_DUE = "(SELECT min(c.due_on) FROM deadlines_clock c WHERE c.about = p.ref AND c.rule_id = 'petition.check' AND c.settled_on IS NULL)"


@dataclass(frozen=True, slots=True)
class Waiting:
    """``clock``: the check's; none where it was settled already. ``assigned_to``: whose work it is, by name. ``lock``: who has it open."""

    petition: PetitionRow
    clock: ClockView | None
    assigned_to: str = ""
    lock: EditLockRow | None = None


async def verdict(context: Context, petition_id: UUID) -> VerdictRow | None:
    """The latest one."""
    del context
    return await VerdictRow.filter(petition_id=petition_id).order_by("-decided_at", "-id").first()


async def waiting(context: Context, whose: str = "all", page: int = 1) -> Paged[Waiting]:
    """What is to be checked, by its legal day: all of it, the reader's own, or nobody's. Raises Forbidden."""
    require(context, "petition.see_checking")
    size, asked = bounds().page_size, (context.actor.person_id if whose == "mine" else None, whose == "free")
    total = int(await value(f"SELECT count(*)::int {_FROM}", *asked))
    sql = f"SELECT p.id, a.person_id {_FROM} ORDER BY {_DUE} NULLS LAST, p.fifty_at, p.id LIMIT $3 OFFSET $4"
    found = await rows(sql, *asked, size, (page - 1) * size)
    return Paged(await _shown(context, found), page, total, size)


async def _shown(context: Context, found: Sequence[dict[str, Any]]) -> list[Waiting]:
    ids = [each["id"] for each in found]
    petitions = {each.id: each for each in await PetitionRow.filter(id__in=ids)}
    locks = {each.petition_id: each for each in await EditLockRow.filter(petition_id__in=ids, expires_at__gt=context.now)}  # fmt: skip
    names = await people.names_of(context, [each["person_id"] for each in found if each["person_id"]])
    clocks = await deadlines.clocks_of_each(context, [each.ref for each in petitions.values()])
    return [
        Waiting(
            petitions[each["id"]],
            _check(clocks.get(petitions[each["id"]].ref, [])),
            names.get(each["person_id"], ""),
            locks.get(each["id"]),
        )
        for each in found
    ]


def _check(clocks: list[ClockView]) -> ClockView | None:
    return next((each for each in clocks if each.rule.id == "petition.check"), None)


async def case(context: Context, ref: str) -> Waiting:
    """One petition before the check, later ones too. Raises Forbidden, NotFound."""
    require(context, "petition.see_checking")
    row = await PetitionRow.get_or_none(ref=ref)
    if row is None or row.state in (State.GATHERING, State.LAPSED):
        raise NotFound("petition.not_found")
    clock = _check(await deadlines.clocks_of(context, ref))
    return Waiting(row, clock, lock=await lock_of(context, row.id))


@dataclass(frozen=True, slots=True)
class Undoable:
    batch: UUID
    petitions: int
    until_at: datetime


async def undoable(context: Context) -> Undoable | None:
    """The reader's last step for many, while it can be taken back."""
    since = context.now - bounds().undo
    last = await BatchRow.filter(made_by=context.actor.person_id).order_by("-made_at", "-id").first()
    if last is None or last.undone_at is not None or last.made_at < since:
        return None
    return Undoable(last.id, len(last.earlier), last.made_at + bounds().undo)


async def count(context: Context) -> int:
    """For the navigation."""
    del context
    return int(await value("SELECT count(*)::int FROM drafting_petition WHERE state = 'checking'") or 0)
