"""Work for later: how much waits, how old it is, and what failed too often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.errors import NotFound
from hearing_state.jobs import dead_letters, outbox
from hearing_state.notifications.actions.dead_letters import Row, discard, revive
from hearing_state.web.forms import read_form
from hearing_state.web.page import Page
from hearing_state.web.paging import PAGE_SIZE, Paged, page_number
from hearing_state.web.rendering import render, see_other
from hearing_state.web.request import context_of

_DIGITS_MAX = 18


@dataclass(frozen=True)
class Standing:
    figures: Mapping[str, float]
    dead: Paged[dead_letters.DeadLetter]

    @property
    def oldest_minutes(self) -> int:
        return int(self.figures.get("oldest_seconds", 0) // 60)


async def standing(context: Context, number: int = 1) -> Standing:
    """What the outbox holds. Payloads are not shown: they may hold what people wrote."""
    require(context, "outbox.see")
    found: Sequence[dead_letters.DeadLetter] = await dead_letters.dead_letters(
        PAGE_SIZE, (number - 1) * PAGE_SIZE
    )
    return Standing(await outbox.figures(context.now), Paged(found, number, await dead_letters.how_many()))


async def dead_count(context: Context) -> int | None:
    del context
    return await dead_letters.how_many() or None


async def show(request: Request) -> Response:
    known = await standing(context_of(request), page_number(request))
    return render(request, "notifications/console/outbox.html", standing=known)


async def again(request: Request) -> Response:
    form = await read_form(request)
    await revive(form.context, Row(row=_row(request)))
    return see_other(request, "outbox.show")


async def give_up(request: Request) -> Response:
    form = await read_form(request)
    await discard(form.context, Row(row=_row(request)))
    return see_other(request, "outbox.show")


def _row(request: Request) -> int:
    text = request.path_params["row"]
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS_MAX and int(text)):
        raise NotFound("outbox.not_found")
    return int(text)


PAGES = (
    Page.get("outbox.show", "/outbox", show, reads=standing),
    Page.post("outbox.revive", "/outbox/{row}/again", again, acts=revive),
    Page.post("outbox.discard", "/outbox/{row}/discard", give_up, acts=discard),
)
