"""One promise: its words, its owner, its day, the moment at which it was said, and everything that became of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.ids import is_reference
from hearing_state.questions.pages.qr import qr
from hearing_state.web import Page, context_of, load_panels, render, url
from hearing_state.web.rendering import render_text
from meetings.commitments import queries, wording
from meetings.commitments.commitment import LETTER, EventKind
from meetings.commitments.views import Shown


async def shown_of(request: Request) -> Shown:
    """The promise that the address names. Raises NotFound."""
    ref = request.path_params["commitment"]
    if not is_reference(ref, LETTER):
        raise NotFound("commitment.not_found")
    return await queries.shown(context_of(request), ref)


async def show(request: Request) -> Response:
    context = context_of(request)
    shown = await shown_of(request)
    address = f"{context.settings.site_url.rstrip('/')}{url('commitment.show', commitment=shown.commitment.ref)}"  # fmt: skip
    return render(
        request,
        "meetings/commitments/pages/show.html",
        shown=shown,
        c=shown.commitment,
        moved=shown.of_kind(EventKind.MOVED),
        annulled=shown.of_kind(EventKind.ANNULLED),
        broken=shown.of_kind(EventKind.BROKEN),
        kept=shown.of_kind(EventKind.KEPT),
        narrowed=[each for each in shown.events if each.kind is EventKind.NARROWED],
        events=wording.EVENTS,
        bad=wording.BAD,
        code=qr(address),
        panels=[
            render_text(each.template, each.values)
            for each in await load_panels(context, "commitment", shown.commitment)
        ],
    )


PAGES = (
    Page.get("commitment.show", "/commitments/{commitment}", show, reads=queries.shown, fresh_seconds=10),
)
