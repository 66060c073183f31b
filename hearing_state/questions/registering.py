"""Questions are written down: each with its number, its clock, its points and the first thing that happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from hearing_state.actions import Call, Context, by_law_for_all
from hearing_state.clock import local
from hearing_state.db import rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.actions.open_clock import OpenClock, Opened, open_clock
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.errors import Problem
from hearing_state.ids import new_id, reference
from hearing_state.questions import held
from hearing_state.questions.models import EventRow, QuestionRow
from hearing_state.questions.question import LIFECYCLE, Channel, Kind, Point, Screening, State


@dataclass(frozen=True)
class Registration:
    """A question that may be registered, and all that its rows say. ``receiver``: name and post of who took it in, where somebody did."""

    context: Context
    kind: Kind
    title: str = field(repr=False)
    text: str = field(repr=False)
    points: Sequence[Point] = field(repr=False)
    language: str
    place: str
    topic: str
    is_public: bool
    agency_id: UUID
    asker: UUID
    channel: Channel
    receiver: tuple[str, str] = field(repr=False)


@dataclass(frozen=True)
class Registered:
    """The row as it was written, and the clock that runs now."""

    row: QuestionRow
    opened: Opened


async def register(asked: Sequence[Registration]) -> list[Registered]:
    """In the running action; as many statements for one as for many."""
    if not asked:
        return []
    refs = await next_references([each.context for each in asked])
    clocks = await _clocks(asked, refs)
    calendar = await deadlines.working_calendar(asked[0].context)
    done = [
        Registered(_row(each, ref, opened, calendar), opened)
        for each, ref, opened in zip(asked, refs, clocks, strict=True)
    ]
    await QuestionRow.bulk_create([each.row for each in done])
    await held.put_points_of_each((after.row, each.points) for each, after in zip(asked, done, strict=True))
    await EventRow.bulk_create([await _event(each, after) for each, after in zip(asked, done, strict=True)])
    return done


async def next_reference(context: Context) -> str:
    """The next slip number: never given twice; a refused registration leaves a gap."""
    return (await next_references([context]))[0]


async def next_references(contexts: Sequence[Context]) -> list[str]:
    found = await rows(
        "SELECT nextval('questions_slip_number') AS n FROM generate_series(1, $1::int)", len(contexts)
    )
    return [
        reference("Q", local(context.now).year, each["n"])
        for context, each in zip(contexts, found, strict=True)
    ]


async def _clocks(asked: Sequence[Registration], refs: Sequence[str]) -> list[Opened]:
    """The board shows no title before a moderator has read the question."""
    calls = [
        Call(
            each.context,
            OpenClock(
                rule=each.kind.answer_rule,
                about=ref,
                received_at=each.context.now,
                agency=each.agency_id,
                place=each.place,
                is_public=each.is_public,
                language=each.language,
            ),
        )
        for each, ref in zip(asked, refs, strict=True)
    ]
    opened = []
    for answer in await by_law_for_all(calls, open_clock):
        if isinstance(answer, Problem):
            raise answer  # the law has no term for this kind: the fault is ours, and nothing is registered
        opened.append(answer)
    return opened


def _row(asked: Registration, ref: str, opened: Opened, calendar: WorkingCalendar) -> QuestionRow:
    now = asked.context.now
    name, post = asked.receiver
    row = QuestionRow(
        id=new_id(),
        ref=ref,
        kind=asked.kind.value,
        title=asked.title,
        text=asked.text,
        language=asked.language,
        place_code=asked.place,
        topic=asked.topic,
        agency_id=asked.agency_id,
        asker_id=asked.asker,
        is_public=asked.is_public,
        consent_at=now if asked.is_public else None,
        screening=(Screening.WAITING if asked.is_public else Screening.PRIVATE).value,
        state=LIFECYCLE.after(State.DRAFTED, "ask"),
        channel=asked.channel.value,
        registered_at=now,
        registered_on=opened.registered_on,
        receiver_name=name,
        receiver_post=post,
        clock_id=opened.clock,
        was_redirected=False,
    )
    held.refold(row)
    held.receive(asked.context, row, calendar)
    return row


async def _event(asked: Registration, done: Registered) -> EventRow:
    return held.told(
        asked.context,
        done.row,
        "registered",
        await held.post_of(asked.context, asked.agency_id),
        due_on=done.opened.due_on,
        place=asked.place,
        points=len(asked.points),
        topic=asked.topic if asked.is_public else None,
    )
