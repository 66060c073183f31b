"""Reading promises. All of them are public from the moment when they are written down.

shown     one promise's page            listed, firsts, kept   lists and numbers, by place, office, meeting
managed   the same before its office    of_meeting             what was promised in one meeting
desk      what an office owes           all_of, part           for files
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound
from hearing_state.files import queries as files
from hearing_state.permissions import Role
from hearing_state.web.paging import Paged
from meetings.commitments.commitment import LIFECYCLE, Commitment, EventKind, Kept
from meetings.commitments.evidence import thing
from meetings.commitments.listing import (
    COLUMNS,
    FROM,
    TABS,
    Filters,
    Tab,
    all_of,
    commitment_from,
    firsts,
    kept,
    lines,
    listed,
    of_meeting,
    part,
)
from meetings.commitments.sight import Holders
from meetings.commitments.views import Contest, Happened, Line, Shown
from meetings.schedule import queries as schedule

__all__ = [
    "TABS",
    "Filters",
    "Line",
    "Shown",
    "Tab",
    "all_of",
    "commitment",
    "desk",
    "desk_counts",
    "firsts",
    "kept",
    "listed",
    "managed",
    "of_meeting",
    "own_agencies",
    "part",
    "shown",
]
_ONE = f"SELECT {COLUMNS} {FROM} WHERE c.ref = $1"
_EVENTS = """
SELECT number, kind, happened_at, agency_id, text, before_on, after_on FROM commitments_event WHERE commitment_id = $1 ORDER BY number
"""
_CONTESTS = """
SELECT made_at, text, answer, answered_at, person_id = $2 AS is_mine FROM commitments_contest WHERE commitment_id = $1 ORDER BY made_at, id
"""
_FOLLOWED = """
SELECT count(*)::int AS followers, coalesce(bool_or(person_id = $2), false) AS is_mine FROM commitments_follow WHERE commitment_id = $1
"""
# The verb of the lifecycle and the right that it asks for.
VERBS = {
    "progress": "commitment.report_progress",
    "keep": "commitment.keep",
    "move": "commitment.move_due",
    "narrow": "commitment.narrow",
    "give_up": "commitment.give_up",
    "annul": "commitment.annul",
    "contest": "commitment.contest",
    "defend": "commitment.defend",
}


async def commitment(context: Context, ref: str) -> Commitment:
    """One promise by its public reference. Raises NotFound."""
    del context
    found = await row(_ONE, ref)
    if found is None:
        raise NotFound("commitment.not_found")
    return commitment_from(found)


async def shown(context: Context, ref: str) -> Shown:
    """One promise's page: its clock, everything that happened, what this reader may do. Raises NotFound."""
    found = await commitment(context, ref)
    (line,) = await lines(context, [found])
    meeting = (await schedule.meetings(context, [found.meeting_id]))[found.meeting_id]
    first_agency = line.agency if found.agency_id == found.first_agency_id else await agencies.agency(context, found.first_agency_id)  # fmt: skip
    holders = Holders(found.ref, found.state, found.agency_id, found.made_by, found.question_ref, meeting.agency_id)  # fmt: skip
    reads = permitted(context, "commitment.see_contests", holders.of_owner)
    contests = await rows(_CONTESTS, found.id, context.actor.person_id) if found.contests else []
    followed = await row(_FOLLOWED, found.id, context.actor.person_id) or {"followers": 0, "is_mine": False}
    mine = any(each["is_mine"] for each in contests)
    waits = any(each["answered_at"] is None for each in contests)
    return Shown(
        line=line,
        meeting=meeting,
        first_agency=first_agency,
        events=await _events(context, found),
        contests=[_contest(each, reads=reads or bool(each["is_mine"])) for each in contests],
        followers=followed["followers"],
        is_followed=bool(followed["is_mine"]),
        has_contested=mine,
        may=await _may(context, found, holders, has_contested=mine, waits=waits),
    )


async def managed(context: Context, ref: str) -> Shown:
    """Before the office that owes it, the office that held the meeting, and the auditor; nobody else has such a page."""
    require(context, "commitment.see_desk")
    found = await shown(context, ref)
    own = {found.commitment.agency_id, found.meeting.agency_id} & set(own_agencies(context))
    if not own and Role.AUDITOR not in context.actor.roles:
        raise NotFound("commitment.not_found")
    return found


def own_agencies(context: Context) -> list[UUID]:
    """The bodies for which the reader answers."""
    return sorted(context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD))


async def desk_counts(context: Context) -> Kept:
    """How the promises of the reader's bodies stand. Raises Forbidden, SignInNeeded."""
    require(context, "commitment.see_desk")
    return await kept(context, _own(context))


async def desk(context: Context, tab: Tab, page: int = 1, counts: Kept | None = None) -> Paged[Line]:
    """One page of what the reader's bodies owe. Raises Forbidden, SignInNeeded."""
    require(context, "commitment.see_desk")
    return await listed(context, tab, _own(context), page, counts)


def _own(context: Context) -> Filters:
    return Filters(agencies=tuple(own_agencies(context)))


async def _events(context: Context, found: Commitment) -> Sequence[Happened]:
    happened = await rows(_EVENTS, found.id)
    bodies = await agencies.agencies(context, [each["agency_id"] for each in happened])
    proofs = await files.attached_to_each(thing(found.ref, each["number"]) for each in happened)
    return [_happened(each, bodies, proofs.get(thing(found.ref, each["number"]), [])) for each in happened]


def _happened(each: dict[str, Any], bodies: dict[UUID, Any], proofs: list[Any]) -> Happened:
    told = {name: each[name] for name in ("number", "happened_at", "text", "before_on", "after_on")}
    return Happened(**told, kind=EventKind(each["kind"]), agency=bodies[each["agency_id"]], files=proofs)


def _contest(each: dict[str, Any], *, reads: bool) -> Contest:
    return Contest(each["made_at"], each["text"] if reads else "", each["answer"], each["answered_at"])


async def _may(
    context: Context, found: Commitment, holders: Holders, *, has_contested: bool, waits: bool
) -> frozenset[str]:
    """What the state, the day and the permission table leave open."""
    closed = {
        "move": not found.may_be_moved(context.today),
        "annul": not found.may_be_annulled(context.today),
        "contest": has_contested,
        "defend": not waits,
    }
    subjects = {"annul": holders.of_words, "contest": await holders.of_asker(context)}
    return frozenset(
        verb
        for verb, right in VERBS.items()
        if LIFECYCLE.allows(found.state, verb)
        and not closed.get(verb)
        and permitted(context, right, subjects.get(verb, holders.of_owner))
    )


async def followers_of(commitment_id: UUID) -> list[UUID]:
    """Who wants to be told."""
    sql = "SELECT person_id FROM commitments_follow WHERE commitment_id = $1 ORDER BY id"
    return [each["person_id"] for each in await rows(sql, commitment_id)]


async def words_of(commitment_id: UUID, number: int) -> str:
    """What the office wrote to one event."""
    sql = "SELECT text FROM commitments_event WHERE commitment_id = $1 AND number = $2"
    return str(await value(sql, commitment_id, number) or "")
