"""Everything about you: take it along, or have it erased."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.privacy import queries
from hearing_state.privacy.actions.ask_erasure import AskErasure, ask_erasure
from hearing_state.privacy.actions.ask_export import AskExport, ask_export
from hearing_state.privacy.actions.undo_erasure import UndoErasure, undo_erasure
from hearing_state.privacy.words import LAWS
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show(request: Request) -> Response:
    return await _page(request, "data", Form.empty())


async def show_erase(request: Request) -> Response:
    return await _page(request, "erase", Form.empty())


async def _page(request: Request, name: str, form: Form, status: int = 200) -> Response:
    own = await queries.own(context_of(request))
    kept = [LAWS.get(each, each) for each in own.laws]
    return render(request, f"privacy/pages/{name}.html", status=status, own=own, kept=kept, form=form)


async def ask(request: Request) -> Response:
    form = await read_form(request)
    try:
        await ask_export(form.context, form.wish(AskExport))
    except Conflict as refusal:
        return await _page(request, "data", form.refused(Invalid(refusal.reason)), 409)
    return see_other(request, "privacy.own", done="export")


async def download(request: Request) -> Response:
    export, path = await queries.download(context_of(request), request.path_params["export"])
    headers = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
    day = f"{export.asked_at:%Y-%m-%d}"
    return FileResponse(path, headers=headers, media_type="application/zip", filename=f"own-data-{day}.zip")


async def erase(request: Request) -> Response:
    form = await read_form(request)
    try:
        await ask_erasure(form.context, form.wish(AskErasure))
    except Invalid as refusal:
        return await _page(request, "erase", form.refused(refusal), 422)
    except Conflict:
        return see_other(request, "privacy.own")
    return see_other(request, "privacy.own", done="erasure")


async def undo(request: Request) -> Response:
    form = await read_form(request)
    await undo_erasure(form.context, form.wish(UndoErasure))
    return see_other(request, "privacy.own", done="undone")


PAGES = (
    Page.get("privacy.own", "/me/data", show, reads=queries.own),
    Page.post("privacy.ask_export", "/me/data", ask, acts=ask_export),
    Page.get("privacy.download", "/me/data/{export}", download, reads=queries.download),
    Page.get("privacy.erase", "/me/erase", show_erase, reads=queries.own),
    Page.post("privacy.ask_erasure", "/me/erase", erase, acts=ask_erasure),
    Page.post("privacy.undo_erasure", "/me/erase/undo", undo, acts=undo_erasure),
)
