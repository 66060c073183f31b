"""An absence that was written down is taken back: the head is there on those days."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.planning.models import AbsenceRow


class EndAbsence(Wish):
    absence: UUID


async def about(context: Context, wish: EndAbsence) -> Subject:
    row = await AbsenceRow.get_or_none(id=wish.absence)
    if row is None:
        raise NotFound("plan.no_such_absence")
    body = await agencies.agency(context, row.agency_id)
    return Subject(about=body.slug, agencies=frozenset({body.id}))


@action("plan.end_absence", entry="plan.absence_ended", about=about, public=False)
async def end_absence(context: Context, wish: EndAbsence) -> None:
    """Of one that was taken back already nothing changes."""
    await AbsenceRow.filter(id=wish.absence, ended_at=None).update(ended_at=context.now)
