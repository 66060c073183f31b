"""Searching among what somebody at work may read: by number, or by words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.db import rows, value
from hearing_state.permissions import Role
from hearing_state.questions import readings
from hearing_state.questions.lines import COLUMNS, FROM, lines
from hearing_state.questions.pages.wording import kind_name, state_name
from hearing_state.questions.views import Line
from hearing_state.territories.folding import folded
from hearing_state.web import Page, Paged, context_of, page_number, render
from hearing_state.web.paging import PAGE_SIZE

TEXT_MAX = 120
WORDS_MAX = 6
_MINE = "(q.agency_id = ANY ($1::uuid[]) OR $2::bool OR ($3::bool AND q.screening <> 'private') OR q.screening = 'published')"
_LIKE = "(q.ref LIKE $4 OR q.folded LIKE ALL ($5::text[]))"


async def found(context: Context, text: str, page: int = 1) -> Paged[Line]:
    """Questions of the reader's bodies and public ones, those that are due first; an auditor's are all. Raises Forbidden."""
    require(context, "question.find")
    text = text.strip()[:TEXT_MAX]
    words = folded(text).split()[:WORDS_MAX]
    if not words:
        return Paged([], page, 0)
    roles = context.actor.roles
    params = (
        sorted(context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD)), Role.AUDITOR in roles, Role.MODERATOR in roles,
        _reference(text), [f"%{word}%" for word in words],
    )  # fmt: skip
    total = await value(f"SELECT count(*)::int {FROM} WHERE {_MINE} AND {_LIKE}", *params)
    sql = (
        f"SELECT {COLUMNS} {FROM} WHERE {_MINE} AND {_LIKE}"
        " ORDER BY q.agency_id = ANY ($1::uuid[]) DESC, c.settled_on IS NOT NULL, c.due_on NULLS LAST, q.id LIMIT $6 OFFSET $7"
    )
    listed = await rows(sql, *params, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    return Paged(await lines(context, listed), page, int(total or 0))


def _reference(text: str) -> str:
    """A number, also without its beginning: 17 and 2026-000017 find Q-2026-000017."""
    digits = text.upper().removeprefix("Q-").replace(" ", "")
    if not digits.replace("-", "").isdigit():
        return ""
    return f"Q-%{digits.zfill(6) if '-' not in digits else digits}"


async def show(request: Request) -> Response:
    context, text = context_of(request), request.query_params.get("q", "")
    own = context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD)
    is_auditor = Role.AUDITOR in context.actor.roles
    lines_found = await found(context, text, page_number(request))
    await readings.note_lines(context, lines_found.items)
    return render(
        request,
        "questions/console/find.html",
        text=text.strip()[:TEXT_MAX],
        lines=lines_found,
        is_case=lambda line: is_auditor or line.agency.id in own,
        is_moderator=Role.MODERATOR in context.actor.roles,
        kind_name=kind_name,
        state_name=state_name,
    )


PAGES = (Page.get("console.search", "/search", show, reads=found),)
