"""A slip of the pen: on the same day a second person takes back what was never said so. It stays readable, with the note."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.clock import day_of
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.commitments import held, sight
from meetings.commitments.commitment import TEXT_MAX, TEXT_MIN, EventKind


class Annul(Wish):
    """``note``: what was wrong; everybody reads it."""

    commitment: str = Field(max_length=20)
    note: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def about(context: Context, wish: Annul) -> Subject:
    return await sight.subject_of_words(context, wish.commitment)


@action("commitment.annul", entry="commitment.annulled", about=about)
async def annul(context: Context, wish: Annul) -> None:
    """Raises Conflict from the next day on: then the promise stands as it was written down."""
    row = await held.hold(wish.commitment)
    held.step(row, "annul")
    if day_of(row.made_at) != context.today:
        raise Conflict("commitment.too_late_to_annul")
    await row.save()
    await held.happened(context, row, EventKind.ANNULLED, text=wish.note)
