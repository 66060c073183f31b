"""Paper sheets: the petitions that take them, one petition's sheets, enter one with its scan, confirm a long one, take one back."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from hearing_state.files.actions.store import NAME_LENGTH_MAX, Store, store
from hearing_state.files.kinds import BYTES_MAX
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting.petition import JOINABLE, SIGNATURE_HELD
from petitions.signing import sheet, sheets
from petitions.signing.actions.confirm_sheet import ConfirmSheet, confirm_sheet
from petitions.signing.actions.enter_sheet import EnterSheet, enter_sheet
from petitions.signing.actions.undo_sheet import REASON_MAX, REASON_MIN, UndoSheet, undo_sheet
from petitions.signing.settling import settle

BODY_BYTES_MAX = BYTES_MAX + 256 * 1024
SCANS = ".pdf,.jpg,.jpeg,.png"


async def show_list(request: Request) -> Response:
    found = await sheets.open_petitions(context_of(request))
    return render(request, "petitions/signing/console/sheets.html", petitions=found)


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await sheets.case(form.context, ref)
    try:
        sheet.read(form.value("lines"))  # before a scan is cleaned for nothing
        wish = form.wish(EnterSheet, petition=ref, file=await _scan(form))
        entered = await enter_sheet(form.context, wish)
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    await _count(request, entered.sheet)
    return see_other(
        request, "petition.sheets_of", petition=ref, done="waits" if entered.waits else "entered"
    )


async def post_confirm(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    chosen = _sheet_id(form)
    try:
        await confirm_sheet(form.context, ConfirmSheet(sheet=chosen))
    except (Conflict, Forbidden) as refusal:
        own = Conflict("petition.sheet_second") if isinstance(refusal, Forbidden) else refusal
        return await _page(request, form.refused(own), own.status)
    await _count(request, chosen)
    return see_other(request, "petition.sheets_of", petition=ref, done="entered")


async def post_undo(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    try:
        await undo_sheet(form.context, form.wish(UndoSheet, sheet=_sheet_id(form)))
    except Invalid:
        told = Invalid("petition.sheet_reason", field="reason", minimum=REASON_MIN)
        return await _page(request, form.refused(told), told.status)
    except Conflict as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.sheets_of", petition=ref, done="undone")


async def _count(request: Request, chosen: UUID) -> None:
    """What is left undone here, the timetable comes by for."""
    for proof in await sheets.due(chosen):
        await settle(context_of(request), proof)


def _sheet_id(form: Form) -> UUID:
    try:
        return UUID(form.value("sheet"))
    except ValueError:
        raise NotFound("petition.no_such_sheet") from None


async def _scan(form: Form) -> UUID:
    """Raises Invalid beside the field. A second press stores nothing anew."""
    sent = next(iter(form.files.get("scan", ())), None)
    if sent is None:
        raise Invalid("petition.sheet_scan", field="scan")
    content = await sent.read(BYTES_MAX + 1)
    try:
        return (
            await store(
                form.context, Store(name=(sent.filename or "")[:NAME_LENGTH_MAX], content=content[:BYTES_MAX])
            )
        ).id
    except Invalid as refusal:
        raise Invalid.many(Fault("scan", each.reason, each.values) for each in refusal.faults) from None


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await sheets.case(context, request.path_params["petition"])
    return render(
        request,
        "petitions/signing/console/sheets_of.html",
        status=status,
        form=form,
        petition=found.petition,
        sheets=found.sheets,
        me=context.actor.person_id,
        is_open=found.petition.state in JOINABLE,
        may_undo=found.petition.state in SIGNATURE_HELD,
        limits=sheet.limits(),
        scans=SCANS,
        reason_max=REASON_MAX,
        done=request.query_params.get("done", ""),
    )


PAGES = (
    Page.get("petition.sheets", "/petition-sheets", show_list, reads=sheets.open_petitions),
    Page.get("petition.sheets_of", "/petition-sheets/{petition}", show, reads=sheets.case),
    Page.post(
        "petition.sheets_of",
        "/petition-sheets/{petition}",
        post,
        acts=enter_sheet,
        body_bytes_max=BODY_BYTES_MAX,
    ),
    Page.post(
        "petition.confirm_sheet", "/petition-sheets/{petition}/confirm", post_confirm, acts=confirm_sheet
    ),
    Page.post("petition.undo_sheet", "/petition-sheets/{petition}/undo", post_undo, acts=undo_sheet),
)
