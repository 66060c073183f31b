"""A step of a case: one small page that says what will follow, one action, and back to the case."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.console.cases import Case, case_of
from hearing_state.web import Form, Page, read_form, render, see_other

Values = Callable[[Request, Case, Form], Awaitable[Mapping[str, Any]]]
Load = Callable[[Request], Awaitable[Case]]


async def no_values(_request: Request, _case: Case, _form: Form) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Step:
    """``word``: the end of its address; ``values``: what its template needs besides the case. ``leaves``: afterwards the
    question is no longer with this body, so the way leads back to the desk.
    """

    word: str
    acts: Action[Any, Any]
    template: str
    values: Values = no_values
    load: Load = case_of
    leaves: bool = False

    @property
    def pages(self) -> tuple[Page, Page]:
        name, path = f"case.{self.word}", f"/questions/{{ref}}/{self.word}"
        return (
            Page.get(name, path, self.show, reads=queries.history),
            Page.post(name, path, self.post, acts=self.acts),
        )

    async def show(self, request: Request) -> Response:
        return await self._page(request, Form.empty(), 200)

    async def post(self, request: Request) -> Response:
        form = await read_form(request)
        if form.value("look"):  # only another list to choose from is wanted; nothing is done yet
            return await self._page(request, form, 200)
        ref = request.path_params["ref"]
        try:
            await self.acts(form.context, form.wish(self.acts.wish, question=ref))
        except (Invalid, Conflict) as refusal:
            return await self._page(request, form.refused(refusal), refusal.status)
        except Forbidden:
            await self.load(request)  # a case of another body is not even there
            raise
        return self._onwards(request, ref)

    def _onwards(self, request: Request, ref: str) -> Response:
        if self.leaves:
            return see_other(request, "desk.show", done=self.word, about=ref)
        return see_other(request, "case.show", ref=ref, done=self.word)

    async def _page(self, request: Request, form: Form, status: int) -> Response:
        case = await self.load(request)
        values = await self.values(request, case, form)
        return render(
            request, self.template, status=status, case=case, question=case.question, form=form, **values
        )
