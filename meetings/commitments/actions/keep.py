"""The promise is kept: what was done, and what proves it. It counts from today; nobody can date it back."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.commitments import evidence, held, sight
from meetings.commitments.commitment import TEXT_MAX, TEXT_MIN, EventKind


class Keep(Wish):
    commitment: str = Field(max_length=20)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    files: tuple[UUID, ...] = Field((), max_length=evidence.FILES_MAX)


async def about(context: Context, wish: Keep) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.keep", entry="commitment.kept", about=about)
async def keep(context: Context, wish: Keep) -> None:
    row = await held.hold(wish.commitment)
    held.step(row, "keep")
    row.kept_on = context.today
    await row.save()
    event = await held.happened(
        context,
        row,
        EventKind.KEPT,
        text=wish.text,
        kept_on=context.today,
        is_late=context.today > row.due_on,
        files=len(wish.files),
    )
    await evidence.attach_to(context, row.ref, event.number, wish.files)
