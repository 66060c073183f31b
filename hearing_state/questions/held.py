"""A question held for a change: its row locked, its state moved by the lifecycle, its history written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Appointment
from hearing_state.db import execute
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.calculator import reckon
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.errors import NotFound
from hearing_state.ids import new_id
from hearing_state.permissions.actor import STAFF
from hearing_state.questions.models import EventRow, PointRow, QuestionRow
from hearing_state.questions.question import LIFECYCLE, Kind, Point, PointState, Screening, State
from hearing_state.territories.folding import folded

FOLDED_MAX = 4_000


async def hold(ref: str) -> QuestionRow:
    """The question's row, locked until the transaction ends. Raises NotFound."""
    row = await QuestionRow.select_for_update().get_or_none(ref=ref)
    if row is None:
        raise NotFound("question.not_found")
    return row


def step(row: QuestionRow, verb: str) -> State:
    """Move the state as the lifecycle has it. Raises Conflict where it has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    return State(row.state)


async def points_of(row: QuestionRow) -> list[Point]:
    found = await PointRow.filter(question_id=row.id).order_by("number")
    return [Point(each.number, each.text, PointState(each.state), each.into_ref) for each in found]


async def put_points(row: QuestionRow, points: Iterable[Point]) -> None:
    await put_points_of_each([(row, points)])


async def put_points_of_each(questions: Iterable[tuple[QuestionRow, Iterable[Point]]]) -> None:
    await PointRow.bulk_create(
        PointRow(
            id=new_id(),
            question_id=row.id,
            number=point.number,
            text=point.text,
            state=point.state.value,
            into_ref=point.into_ref,
        )
        for row, points in questions
        for point in points
    )


def refold(row: QuestionRow) -> None:
    """What likeness is measured by, after title or text changed."""
    row.folded = folded(f"{row.title} {row.text}")[:FOLDED_MAX]


async def redirect_term(context: Context, row: QuestionRow) -> None:
    """The body that has just received the question has its own term to send it on (APPC 65)."""
    receive(context, row, await deadlines.working_calendar(context))


def receive(context: Context, row: QuestionRow, calendar: WorkingCalendar) -> None:
    """The same by a calendar that was read already."""
    ends = context.settings.working_day_ends
    due_on = reckon(Kind(row.kind).redirect_rule, context.now, calendar, ends).due_on
    row.received_at, row.redirect_until_on = context.now, due_on or context.today


async def leave_desk(row: QuestionRow) -> None:
    """Nobody works on it any more: no draft, no lock, no name on it."""
    row.taken_by = None
    await execute("DELETE FROM questions_edit_lock WHERE question_id = $1", row.id)
    await execute("DELETE FROM questions_answer_draft WHERE question_id = $1", row.id)


async def happened(
    context: Context,
    row: QuestionRow,
    kind: str,
    *,
    reason: str = "",
    is_public: bool = True,
    **facts: object,
) -> None:
    """Write the history, the public log and the outbox. ``facts`` are public and never personal; ``reason`` is
    text of a person and stays in the history, where each reader's right is asked.
    """
    post = await post_of(context, row.agency_id)
    await told(context, row, kind, post, reason=reason, is_public=is_public, **facts).save()


def told(
    context: Context,
    row: QuestionRow,
    kind: str,
    post: Appointment | None = None,
    *,
    reason: str = "",
    is_public: bool = True,
    **facts: object,
) -> EventRow:
    """The same, but for the history: its row is given back, to be written with others. ``post``: in which somebody of an office acts."""
    said: dict[str, Any] = {
        name: str(value) if isinstance(value, UUID) else value
        for name, value in facts.items()
        if value is not None
    }
    context.record(f"question.{kind}", row.ref, **said)
    context.tell(f"question.{kind}", row.ref, agency=row.agency_id, **said)
    return EventRow(
        id=new_id(),
        question_id=row.id,
        kind=kind,
        happened_at=context.now,
        actor_id=context.actor.person_id,
        role=_role(context, row, post),
        agency_id=row.agency_id,
        post_kk=post.post_kk if post else "",
        post_ru=post.post_ru if post else "",
        post_en=post.post_en if post else "",
        reason=reason,
        facts=_as_json(said),
        is_public=is_public,
    )


def _as_json(facts: dict[str, object]) -> dict[str, object]:
    return {k: v if isinstance(v, str | int | bool | list | None) else str(v) for k, v in facts.items()}


def _role(context: Context, row: QuestionRow, post: Appointment | None) -> str:
    actor = context.actor
    if actor.person_id is None:
        return "system"
    if actor.person_id == row.asker_id:
        return "asker"
    if post is not None:
        return str(post.role.value)
    held = [
        grant.role.value for grant in actor.grants if grant.role in STAFF and grant.agency_id == row.agency_id
    ]
    return min(held or [role.value for role in actor.roles & STAFF] or ["resident"])


async def post_of(context: Context, agency_id: UUID) -> Appointment | None:
    """The post in which somebody acts: one in the body that holds the question, else any."""
    if context.actor.person_id is None or not context.actor.is_staff:
        return None
    held = await agencies.appointments_of(context, context.actor.person_id)
    return next((each for each in held if each.agency_id == agency_id), held[0] if held else None)


def is_readable_by_all(row: QuestionRow) -> bool:
    return row.screening == Screening.PUBLISHED
