"""Commitments: what was promised in meetings and what became of it; follow one, say that it was not done."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.territories import queries as territories
from meetings.commitments import queries
from meetings.commitments.actions.contest import Contest, contest
from meetings.commitments.actions.follow import Follow, follow
from meetings.commitments.actions.unfollow import Unfollow, unfollow
from meetings.schedule import queries as schedule
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import commitment_shapes as shapes
from mobile_api.v1.meetings import BodyFilter, Cursor, PlaceFilter


class ByCommitment(Asked):
    commitment: Annotated[
        str, Field(pattern=r"^C-[0-9]{4}-[0-9]{6,9}$", description="The commitment's number")
    ]


class OfCommitments(Asked):
    tab: Annotated[
        queries.Tab,
        Field(description="`due` nearest first, `overdue`, `kept`, `broken` (given up in public)"),
    ] = "due"
    place: Annotated[PlaceFilter, Field(description="With all that lies under it")] = None
    body: BodyFilter = None
    meeting: Annotated[
        str | None, Field(pattern=r"^M-[0-9]{4}-[0-9]{6,9}$", description="Made in this meeting")
    ] = None
    cursor: Cursor = None


async def list_commitments(context: Context, query: OfCommitments) -> shapes.CommitmentPage:
    """What was promised, by how it stands, with the numbers of all that stand how."""
    number = page_of(query.cursor)
    filters = await _filters(context, query)
    counts = await queries.kept(context, filters)
    found = await queries.listed(context, query.tab, filters, number, counts)
    return shapes.CommitmentPage(
        commitments=[shapes.CommitmentLine.of(each) for each in found.items],
        counts=shapes.CommitmentCounts.of(counts),
        next=to_page(number + 1) if number < found.pages else None,
    )


async def _filters(context: Context, query: OfCommitments) -> queries.Filters:
    place = await territories.place(context, query.place) if query.place else None
    body = await agencies.by_slug(context, query.body) if query.body else None
    meeting = await schedule.meeting(context, query.meeting) if query.meeting else None
    return queries.Filters(
        place=place.code if place else "",
        agencies=(body.id,) if body else None,
        meeting=meeting.id if meeting else None,
    )


async def show_commitment(context: Context, path: ByCommitment) -> shapes.CommitmentShown:
    """A commitment: its words, its day, and everything that happened to it."""
    return shapes.CommitmentShown.of(await queries.shown(context, path.commitment), context)


async def follow_commitment(context: Context, path: ByCommitment) -> None:
    """Be told what becomes of it."""
    await follow(context, Follow(commitment=path.commitment))


async def unfollow_commitment(context: Context, path: ByCommitment) -> None:
    """Be told no more."""
    await unfollow(context, Unfollow(commitment=path.commitment))


async def contest_commitment(context: Context, path: ByCommitment, body: shapes.NotDone) -> None:
    """Say, once, that what counts as kept was not done. Only for who had asked for it ahead."""
    await contest(context, Contest(commitment=path.commitment, text=body.text))


_ONE = "/commitments/{commitment}"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/commitments", list_commitments, reads=queries.listed, fresh_seconds=10),
    endpoint("GET", _ONE, show_commitment, reads=queries.shown, fresh_seconds=10),
    endpoint("POST", f"{_ONE}/follow", follow_commitment, acts=follow, status=204, needs_sign_in=True),
    endpoint("DELETE", f"{_ONE}/follow", unfollow_commitment, acts=unfollow, status=204, needs_sign_in=True),
    endpoint(
        "POST",
        f"{_ONE}/contest",
        contest_commitment,
        acts=contest,
        status=204,
        is_keyed=True,
        needs_sign_in=True,
    ),
)
