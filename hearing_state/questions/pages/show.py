"""One question: its clock, who holds it, point by point what was asked and answered, and everything that happened."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound
from hearing_state.i18n import local_name
from hearing_state.ids import is_reference
from hearing_state.questions import queries, readings, slips
from hearing_state.questions.pages.qr import qr
from hearing_state.questions.pages.shared import head_of
from hearing_state.questions.pages.steps_taken import closing_reason, held_since, steps_of
from hearing_state.questions.pages.wording import cited, kind_name, outcome_name, role_name, state_name
from hearing_state.questions.question import ENDED_WITHOUT, MASK
from hearing_state.questions.views import AnswerPointShown, AnswerShown, Shown
from hearing_state.web import Page, context_of, load_panels, render, url
from hearing_state.web.rendering import render_text


async def show(request: Request) -> Response:
    context = context_of(request)
    try:
        shown = await shown_of(request)
    except NotFound:
        elsewhere = await slips.address_of(context, request.path_params["ref"])
        if elsewhere is None:
            raise
        return RedirectResponse(elsewhere, status_code=303)
    await readings.note(context, shown, "page")
    events = await queries.timeline(context, shown.ref)
    topics = {each.key: local_name(each) for each in await agencies.topics(context)}
    return render(
        request,
        "questions/pages/show.html",
        q=shown,
        steps=await steps_of(context, events),
        since=held_since(events) or shown.registered_at,
        closing=closing_reason(events) if shown.state in ENDED_WITHOUT else None,
        said=said_to_points(shown.answers),
        is_one_point=len(shown.points) == 1 and shown.points[0].text == shown.title,
        has_mask=MASK in "".join((shown.title, shown.text, *(each.text for each in shown.points))),
        mask=MASK,
        superior=await agencies.superior(context, shown.agency.id),
        topic_name=topics.get(shown.topic, ""),
        kind_name=kind_name(shown.kind.value),
        state_name=state_name,
        outcome_name=outcome_name,
        cited=cited,
        role_name=role_name,
        readings=await readings.of_question(context, shown),
        head=head_of(request, shown),
        code=qr(address_of(request, shown.ref)),
        panels=[
            render_text(each.template, each.values) for each in await load_panels(context, "question", shown)
        ],
    )


async def shown_of(request: Request) -> Shown:
    """The question that the address names. Raises NotFound."""
    ref = request.path_params["ref"]
    if not is_reference(ref, "Q"):
        raise NotFound("question.not_found")
    return await queries.shown(context_of(request), ref)


def address_of(request: Request, ref: str) -> str:
    """The question's own address with the site's name, for paper."""
    return f"{context_of(request).settings.site_url.rstrip('/')}{url('question.show', ref=ref)}"


def said_to_points(answers: Sequence[AnswerShown]) -> dict[int, tuple[AnswerPointShown, AnswerShown]]:
    """What holds for each point: the newest version that speaks of it."""
    found: dict[int, tuple[AnswerPointShown, AnswerShown]] = {}
    for answer in answers:
        for point in answer.points:
            found.setdefault(point.number, (point, answer))
    return found


PAGES = (Page.get("question.show", "/questions/{ref}", show, reads=queries.shown, fresh_seconds=10),)
