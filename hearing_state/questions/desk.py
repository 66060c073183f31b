"""The desks: what a body owes, nearest first; what waits for a moderator, oldest first; what a person asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, get_args
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.db import row, rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.standing import SOON_WORKING_DAYS
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.ids import secret_digest
from hearing_state.people import queries as people
from hearing_state.permissions import Role
from hearing_state.questions.lines import COLUMNS, FROM, lines
from hearing_state.questions.views import DeskLine, Draft, Mine, Template, WaitingLine
from hearing_state.web.paging import PAGE_SIZE, Paged

Queue = Literal[
    "all", "to_take", "due_soon", "overdue", "mine", "second_person", "returned", "redirected", "unanswered", "advice"
]  # fmt: skip
QUEUES: Sequence[Queue] = get_args(Queue)

LOOK_AHEAD_DAYS = 30
_OWED = "q.state IN ('registered', 'screened', 'with_body', 'followed_up')"
# $1 the bodies, $2 the person, $3 today, $4 the last day that is soon
_IN: Mapping[Queue, str] = {
    "all": "q.closed_at IS NULL",
    "to_take": f"{_OWED} AND q.taken_by IS NULL",
    "due_soon": "c.settled_on IS NULL AND c.due_on BETWEEN $3 AND $4",
    "overdue": "c.settled_on IS NULL AND c.due_on < $3",
    "mine": "q.closed_at IS NULL AND q.taken_by = $2",
    "second_person": "d.proposed_at IS NOT NULL",
    "returned": "q.state = 'returned'",
    "redirected": "q.closed_at IS NULL AND q.was_redirected",
    "unanswered": "EXISTS (SELECT 1 FROM questions_point p WHERE p.question_id = q.id AND p.state = 'unanswered')",
    "advice": "EXISTS (SELECT 1 FROM questions_consultation a WHERE a.question_id = q.id AND a.colleague_id = $2 AND a.advised_at IS NULL)",
}
_DESK = f"{FROM} LEFT JOIN questions_answer_draft d ON d.question_id = q.id"
# Every queue takes the same four parameters, whether it needs them or not.
_MINE = "q.agency_id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR true) AND ($3::date <= $4::date)"
_EXTRA = """
q.taken_by, q.cure_until_on, q.redirect_until_on, d.proposed_at,
(SELECT l.name FROM questions_edit_lock l WHERE l.question_id = q.id AND l.expires_at > $5) AS editing
"""


async def desk(context: Context, queue: Queue = "all", page: int = 1) -> Paged[DeskLine]:
    """What the reader's bodies owe, due nearest first, what stands still last. Raises Forbidden."""
    require(context, "question.see_desk")
    params = await _params(context)
    where = f"{_MINE} AND {_IN[queue]}"
    total = await value(f"SELECT count(*)::int {_DESK} WHERE {where}", *params)
    sql = f"SELECT {COLUMNS}, {_EXTRA} {_DESK} WHERE {where} ORDER BY c.due_on NULLS LAST, q.id LIMIT $6 OFFSET $7"
    found = await rows(sql, *params, context.now, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    names = await people.names_of(context, [each["taken_by"] for each in found if each["taken_by"]])
    made = [
        DeskLine(
            line=line,
            taken_by=names.get(each["taken_by"], ""),
            editing=each["editing"] or "",
            is_proposed=each["proposed_at"] is not None,
            cure_until_on=each["cure_until_on"],
            redirect_until_on=each["redirect_until_on"],
        )
        for line, each in zip(await lines(context, found), found, strict=True)
    ]
    return Paged(made, page, total)


async def desk_counts(context: Context) -> dict[str, int]:
    """How many lie in each queue."""
    require(context, "question.see_desk")
    sums = ", ".join(f"count(*) FILTER (WHERE {_IN[queue]})::int AS {queue}" for queue in QUEUES).replace(
        "AS all", 'AS "all"'
    )
    found = await row(f"SELECT {sums} {_DESK} WHERE {_MINE}", *(await _params(context)))
    return dict(found or {})


async def _params(context: Context) -> tuple[list[UUID], UUID | None, date, date]:
    bodies = sorted(context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD))
    return bodies, context.actor.person_id, context.today, await _soon(context)


async def _soon(context: Context) -> date:
    """The last day that the standing calls due soon."""
    calendar = await deadlines.working_calendar(context)
    days = (context.today + timedelta(days=ahead) for ahead in range(LOOK_AHEAD_DAYS))
    soon = [day for day in days if calendar.working_days_between(context.today, day) <= SOON_WORKING_DAYS]
    return max(soon)


async def screening(context: Context, page: int = 1) -> Paged[WaitingLine]:
    """What waits for a moderator, oldest first. Raises Forbidden."""
    require(context, "question.see_screening")
    where = "q.screening = 'waiting' AND q.asker_id IS DISTINCT FROM $1"
    total = await value(f"SELECT count(*)::int {FROM} WHERE {where}", context.actor.person_id)
    found = await rows(
        f"SELECT {COLUMNS}, q.text, {_WAITING_SINCE} AS since {FROM} WHERE {where} ORDER BY since, q.id LIMIT $2 OFFSET $3",
        context.actor.person_id, PAGE_SIZE, (page - 1) * PAGE_SIZE,
    )  # fmt: skip
    made = [
        WaitingLine(line, each["text"], each["since"], (context.now - each["since"]).days)
        for line, each in zip(await lines(context, found), found, strict=True)
    ]
    return Paged(made, page, total)


_WAITING_SINCE = """
(SELECT max(e.happened_at) FROM questions_event e WHERE e.question_id = q.id
  AND e.kind IN ('registered', 'split_off', 'cured', 'made_public'))
"""


async def mine(context: Context) -> Mine:
    """What the reader asked, what they follow, what they began to write. Raises SignInNeeded."""
    me = context.actor.person_id
    if me is None:
        raise SignInNeeded()
    asked = await rows(
        f"SELECT {COLUMNS} {FROM} WHERE q.asker_id = $1 ORDER BY q.registered_at DESC, q.id DESC", me
    )
    followed = await rows(
        f"SELECT {COLUMNS} {FROM} JOIN questions_follow own ON own.question_id = q.id WHERE own.person_id = $1"
        " AND q.screening = 'published' ORDER BY own.followed_at DESC",
        me,
    )
    drafts = await rows(
        "SELECT id, typed::text AS typed, saved_at FROM questions_draft WHERE owner_id = $1 ORDER BY saved_at DESC",
        me,
    )
    return Mine(
        await lines(context, asked), await lines(context, followed), [_draft(each) for each in drafts]
    )


async def draft(context: Context, draft_id: UUID, secret: str | None = None) -> Draft:
    """One's own draft: the person's, or the one that the browser's secret opens. Raises NotFound."""
    found = await row(
        "SELECT id, typed::text AS typed, saved_at FROM questions_draft"
        " WHERE id = $1 AND (owner_id = $2::uuid OR secret_digest = $3::bytea)",
        draft_id, context.actor.person_id, secret_digest(secret) if secret else None,
    )  # fmt: skip
    if found is None:
        raise NotFound("question.no_such_draft")
    return _draft(found)


def _draft(found: dict[str, Any]) -> Draft:
    return Draft(found["id"], json.loads(found["typed"]), found["saved_at"])


async def templates(context: Context, language: str | None = None) -> list[Template]:
    """The answer templates of the reader's bodies, by name. Raises Forbidden."""
    require(context, "question.see_desk")
    found = await rows(
        "SELECT id, agency_id, language, name, text FROM questions_template WHERE agency_id = ANY ($1::uuid[])"
        " AND removed_at IS NULL AND ($2::text IS NULL OR language = $2) ORDER BY name, id",
        sorted(context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD)), language,
    )  # fmt: skip
    return [Template(**each) for each in found]
