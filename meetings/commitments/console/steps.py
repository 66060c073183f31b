"""The steps of a promise: each a small page that says what will follow, one action, and back to the promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.files.kinds import ACCEPT
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.commitments import queries, wording
from meetings.commitments.actions.annul import annul
from meetings.commitments.actions.defend import defend
from meetings.commitments.actions.give_up import give_up
from meetings.commitments.actions.keep import keep
from meetings.commitments.actions.move_due import move_due
from meetings.commitments.actions.narrow import narrow
from meetings.commitments.actions.report_progress import report_progress
from meetings.commitments.commitment import TEXT_MAX
from meetings.commitments.console.sent_files import BODY_BYTES_MAX, stored
from meetings.commitments.evidence import FILES_MAX
from meetings.commitments.views import Shown

TEMPLATE = "meetings/commitments/console/step.html"


@dataclass(frozen=True)
class Step:
    """``word``: the verb and the end of the address; ``field``: what the action calls the words of the office."""

    word: str
    acts: Action[Any, Any]
    field: str
    has_day: bool = False
    has_files: bool = False

    @property
    def pages(self) -> tuple[Page, Page]:
        name, path = f"commitment.{self.word}", f"/commitments/{{commitment}}/{self.word}"
        size = BODY_BYTES_MAX if self.has_files else 256 * 1024
        return (
            Page.get(name, path, self.show, reads=queries.managed),
            Page.post(name, path, self.post, acts=self.acts, body_bytes_max=size),
        )

    async def show(self, request: Request) -> Response:
        return await self._page(request, Form.empty(), 200)

    async def post(self, request: Request) -> Response:
        form, ref = await read_form(request), request.path_params["commitment"]
        await queries.managed(form.context, ref)  # a promise of another office has no such page
        try:
            wish = form.wish(self.acts.wish, commitment=ref)
            if self.has_files:
                wish = wish.model_copy(update={"files": await stored(form)})
            await self.acts(form.context, wish)
        except (Invalid, Conflict) as refusal:
            return await self._page(request, form.refused(refusal), refusal.status)
        return see_other(request, "commitment.manage", commitment=ref, done=self.word)

    async def _page(self, request: Request, form: Form, status: int) -> Response:
        context = context_of(request)
        shown: Shown = await queries.managed(context, request.path_params["commitment"])
        if self.word not in shown.may and not form.faults:
            raise Forbidden("commitment.not_open_to_you")
        return render(
            request,
            TEMPLATE,
            status=status,
            step=self,
            shown=shown,
            c=shown.commitment,
            form=form,
            tomorrow=context.today + timedelta(days=1),
            title=wording.BUTTONS[self.word],
            follows=wording.FOLLOWS[self.word],
            label=wording.LABELS[self.word],
            hint=wording.HINTS[self.word],
            press=wording.PRESSES[self.word],
            text_max=TEXT_MAX,
            files_max=FILES_MAX,
            accept=ACCEPT,
        )


STEPS = (
    Step("progress", report_progress, "text", has_files=True),
    Step("keep", keep, "text", has_files=True),
    Step("move", move_due, "reason", has_day=True),
    Step("narrow", narrow, "text"),
    Step("give_up", give_up, "reason"),
    Step("annul", annul, "note"),
    Step("defend", defend, "text"),
)
PAGES = tuple(page for step in STEPS for page in step.pages)
