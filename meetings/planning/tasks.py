"""Proposals for many offices are worked off piece by piece: each in one transaction with the settling of its row."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.jobs.listeners import Told, job
from meetings.planning.actions.propose_piece import ProposePiece, propose_piece


@job("plan.piece_wanted")
async def plan_a_piece(context: Context, told: Told) -> None:
    """A killed worker leaves the piece undone, never half done: it is told again."""
    wish = ProposePiece(run=UUID(told.payload["run"]), number=int(told.payload["number"]))
    await by_law(context, propose_piece, wish)


LISTENERS = (plan_a_piece,)
