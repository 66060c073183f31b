"""The owner's office says in public which part of the promise it takes out. The words that were said stay as they are."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.commitments import held, sight
from meetings.commitments.commitment import TEXT_MAX, TEXT_MIN, EventKind


class Narrow(Wish):
    """``text``: what is taken out and why; everybody reads it beside the promise."""

    commitment: str = Field(max_length=20)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def about(context: Context, wish: Narrow) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.narrow", entry="commitment.narrowed", about=about)
async def narrow(context: Context, wish: Narrow) -> None:
    row = await held.hold(wish.commitment)
    held.step(row, "narrow")
    row.is_narrowed = True
    await row.save()
    await held.happened(context, row, EventKind.NARROWED, text=wish.text)
