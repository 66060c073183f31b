"""Proposals for many offices are worked off piece by piece, each in one transaction with the settling of its row; and whose turn it is
with a plan is told to them.
"""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.i18n import LOCALES
from hearing_state.jobs.listeners import Told, job
from hearing_state.notifications.actions.notify import Notify, notify
from meetings.planning.actions.propose_piece import ProposePiece, propose_piece
from meetings.planning.naming import part_in


@job("plan.piece_wanted")
async def plan_a_piece(context: Context, told: Told) -> None:
    """A killed worker leaves the piece undone, never half done: it is told again."""
    wish = ProposePiece(run=UUID(told.payload["run"]), number=int(told.payload["number"]))
    await by_law(context, propose_piece, wish)


@job("plan.submitted")
async def lay_it_before_the_head(context: Context, told: Told) -> None:
    await _say(context, told, "meetings/planning/submitted", "/approve", Post.HEAD)


@job("plan.sent_back")
async def give_it_back_to_the_office(context: Context, told: Told) -> None:
    await _say(context, told, "meetings/planning/sent_back", "", Post.OFFICIAL, Post.CLERK)


async def _say(context: Context, told: Told, letter: str, step: str, *posts: Post) -> None:
    """To those who hold one of the posts in the plan's office now. What the head wished changed is read on the page."""
    agency_id = UUID(told.payload["agency"])
    body = await agencies.agency(context, agency_id)
    part = str(told.payload["part"])
    values = {
        "ref": told.about,
        **{f"body_{language}": getattr(body, f"name_{language}") for language in LOCALES},
        **{f"title_{language}": part_in(language, part) for language in LOCALES},
        "path": f"/console/plans/{body.slug}/{part}{step}",
    }
    for person_id in await agencies.holders(context, agency_id, *posts):
        wish = Notify(
            person_id=person_id, template=letter, about=told.about, event=str(told.id), values=values
        )
        await by_law(context, notify, wish)


LISTENERS = (plan_a_piece, lay_it_before_the_head, give_it_back_to_the_office)
