"""A poll is put to the people who take part."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.record import wording
from meetings.record.actions.open_poll import Offered, OpenPoll, open_poll
from meetings.record.desk import desk
from meetings.record.poll import OPTIONS_MAX
from meetings.record.sight import own_meeting

ROWS_AT_FIRST = 4


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        await open_poll(form.context, form.wish(OpenPoll, meeting=ref, options=_options(form)))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    except Forbidden:
        await own_meeting(form.context, ref)
        raise
    return see_other(request, "record.show", meeting=ref, done="poll")


def _options(form: Form) -> Sequence[Offered]:
    """Rows in which both languages were written. Raises Invalid for a row with one of them."""
    found = []
    for number in range(1, OPTIONS_MAX + 1):
        said = {name: form.value(f"{name}-{number}").strip()[:200] for name in ("text_kk", "text_ru")}
        if not any(said.values()):
            continue
        missing = next((name for name, text in said.items() if not text), None)
        if missing:
            raise Invalid("field_missing", field=f"{missing}-{number}")
        found.append(Offered(**said))
    if len(found) < 2:  # noqa: PLR2004  with one option there is nothing to choose
        raise Invalid("poll.options_needed", field="text_kk-1")
    return tuple(found)


async def _page(request: Request, form: Form, status: int) -> Response:
    found = await desk(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/record/console/poll.html",
        status=status,
        own=found,
        meeting=found.meeting,
        form=form,
        numbers=range(1, max(ROWS_AT_FIRST, *(_last(form), 0)) + 1),
        words=wording,
    )


def _last(form: Form) -> int:
    """The last row in which something was typed, and one more."""
    typed = [
        number
        for number in range(1, OPTIONS_MAX + 1)
        if form.value(f"text_kk-{number}") or form.value(f"text_ru-{number}")
    ]
    return min(OPTIONS_MAX, max(typed, default=0) + 1)


PAGES = (
    Page.get("poll.open", "/meetings/{meeting}/record/polls/new", show, reads=desk),
    Page.post("poll.open", "/meetings/{meeting}/record/polls/new", post, acts=open_poll),
)
