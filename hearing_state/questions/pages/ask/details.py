"""Numbered points, and files. Both may be left out; a point more is a page more, without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Fault, Invalid, NotFound
from hearing_state.files import queries as files
from hearing_state.files.actions.store import NAME_LENGTH_MAX, Store, store
from hearing_state.files.kinds import ACCEPT, BYTES_MAX
from hearing_state.files.visibility import StoredFile
from hearing_state.questions import queries
from hearing_state.questions.actions.save_draft import save_draft
from hearing_state.questions.pages.drafts import after, draft_of, is_known, keep, steps
from hearing_state.questions.question import FILES_MAX, POINT_MAX, POINTS_MAX, points_from
from hearing_state.questions.views import Draft
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

INPUTS_FIRST = 3
BODY_BYTES_MAX = FILES_MAX * BYTES_MAX + 1024 * 1024


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    return await _page(request, draft, Form.empty(points=tuple(_texts(draft.typed.get("points")))))


async def post(request: Request) -> Response:
    form = await read_form(request)
    draft = await draft_of(request)
    points = [text.strip() for text in form.values("points") if text.strip()]
    kept, refusal = await _files(request, form, draft)
    await _close(form)
    try:
        await keep(request, draft.id, dict(draft.typed), points=_that_fit(points), files=kept)
        points_from(str(draft.typed.get("title", "")), points)
        if refusal is not None:
            raise refusal
    except Invalid as why:
        return await _page(request, await draft_of(request), form.refused(why), 422)
    wanted = form.value("more") or ("file" if form.value("remove") else "")
    if wanted == "contact":
        return see_other(request, "question.ask_contact", draft=draft.id)
    if wanted:
        return await _page(request, await draft_of(request), form, more=wanted == "point")
    return see_other(request, after(dict(draft.typed), "question.ask_similar"), draft=draft.id)


def _that_fit(points: Sequence[str]) -> list[str]:
    return [text[:POINT_MAX] for text in points][:POINTS_MAX]


async def _files(request: Request, form: Form, draft: Draft) -> tuple[list[UUID], Invalid | None]:
    """The draft's files with those sent now and without the one taken out; and why one was not taken."""
    kept = [UUID(text) for text in _texts(draft.typed.get("files")) if text != form.value("remove")]
    if not is_known(request):
        return kept, None
    key = form.context.idempotency_key or ""
    for number, sent in enumerate(form.files.get("files", ())):
        if len(kept) >= FILES_MAX:
            return kept, Invalid("file.too_many", field="files", maximum=FILES_MAX)
        try:
            content = await sent.read(BYTES_MAX + 1)
            _check_size(content)
            taken = Store(name=(sent.filename or "")[:NAME_LENGTH_MAX], content=content)
            context = form.context.with_key(f"{key}:{number}" if key else None)
            kept.append((await store(context, taken)).id)
        except Invalid as why:
            faults = [Fault("files", each.reason, each.values) for each in why.faults]
            return kept, Invalid.many(faults)
    return kept, None


def _check_size(content: bytes) -> None:
    if len(content) > BYTES_MAX:
        raise Invalid("file.too_large", field="content", maximum=BYTES_MAX // 1024 // 1024)


async def _close(form: Form) -> None:
    for sent in form.files.values():
        for each in sent:
            await each.close()


async def stored(request: Request, draft: Draft) -> list[StoredFile]:
    """The draft's files that are still there."""
    found = []
    for text in _texts(draft.typed.get("files")):
        try:
            found.append(await files.file(context_of(request), text))
        except NotFound:
            continue
    return found


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


async def _page(
    request: Request, draft: Draft, form: Form, status: int = 200, *, more: bool = False
) -> Response:
    shown = max(INPUTS_FIRST, len(form.values("points")) + more)
    return render(
        request,
        "questions/pages/ask/details.html",
        status=status,
        form=form,
        draft=draft,
        inputs=min(shown, POINTS_MAX),
        points_max=POINTS_MAX,
        files=await stored(request, draft),
        files_max=FILES_MAX,
        accept=ACCEPT,
        may_attach=is_known(request),
        steps=steps(request),
    )


PAGES = (
    Page.get("question.ask_details", "/ask/{draft}/details", show, reads=queries.draft),
    Page.post(
        "question.ask_details", "/ask/{draft}/details", post, acts=save_draft, body_bytes_max=BODY_BYTES_MAX
    ),
)
