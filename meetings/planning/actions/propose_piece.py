"""Some offices of a run get their drafts, all in one transaction: done twice, the second time changes nothing."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.planning import kept, proposing
from meetings.planning.actions.propose import hold_office
from meetings.planning.models import PieceRow, RunRow
from meetings.planning.plan import Wanted, stretch_of

_FINISH = """
UPDATE planning_run SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM planning_piece WHERE run_id = $1 AND done_at IS NULL)
"""


class ProposePiece(Wish):
    run: UUID
    number: int


async def about(context: Context, wish: ProposePiece) -> Subject:
    del context
    return Subject(about=f"run:{wish.run}")


@action("plan.propose_piece", entry="plan.piece_proposed", about=about, public=False)
async def propose_piece(context: Context, wish: ProposePiece) -> int:
    """How many drafts were made. Offices that have a plan meanwhile are left alone."""
    run = await RunRow.get_or_none(id=wish.run)
    piece = await PieceRow.select_for_update().get_or_none(run_id=wish.run, number=wish.number)
    stretch = stretch_of(run.part) if run else None
    if run is None or piece is None or stretch is None:
        raise NotFound("plan.no_such_run")
    if piece.done_at is not None:
        return 0
    offices = sorted(UUID(str(each)) for each in piece.agency_ids)
    for each in offices:
        await hold_office(each)
    planned = {
        each.agency_id
        for each in await kept.living_between(context, offices, stretch.from_on, stretch.until_on)
    }
    wanted = Wanted.read(dict(run.wanted))
    free = [each for each in offices if each not in planned]
    cases = await proposing.cases_of(context, free, stretch)
    owing = [each for each in cases if any(owed.times for owed in each.owed)]
    figures = Counter[str](offices=len(owing), skipped=len(planned))
    for case, outcome in zip(owing, await proposing.solved(context, owing, wanted), strict=True):
        await proposing.put_down(context, case, outcome, wanted, run_id=run.id)
        figures.update(outcome.figures)
    piece.done_at, piece.figures = context.now, dict(figures)
    await piece.save()
    await execute(_FINISH, run.id, context.now)
    context.record("plan.piece_proposed", f"run:{run.id}", number=piece.number, **piece.figures)
    return len(owing)
