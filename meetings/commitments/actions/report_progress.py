"""What has been done so far. It changes neither the day nor how the promise is judged."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.commitments import evidence, held, sight
from meetings.commitments.commitment import TEXT_MAX, TEXT_MIN, EventKind


class ReportProgress(Wish):
    commitment: str = Field(max_length=20)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    files: tuple[UUID, ...] = Field((), max_length=evidence.FILES_MAX)


async def about(context: Context, wish: ReportProgress) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.report_progress", entry="commitment.progressed", about=about)
async def report_progress(context: Context, wish: ReportProgress) -> None:
    row = await held.hold(wish.commitment)
    held.step(row, "progress")
    event = await held.happened(context, row, EventKind.PROGRESSED, text=wish.text, files=len(wish.files))
    await evidence.attach_to(context, row.ref, event.number, wish.files)
