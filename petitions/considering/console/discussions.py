"""The draft of the decision before the public: announce it, and say afterwards what was taken from the comments."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.considering import discussion, queries
from petitions.considering.actions.announce_discussion import AnnounceDiscussion, announce_discussion
from petitions.considering.actions.summarise_discussion import SummariseDiscussion, summarise_discussion
from petitions.considering.commission import UNDER_WAY
from petitions.drafting.petition import STATE_LANGUAGE
from petitions.drafting.queries import subject_of


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post_announce(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)
    try:
        await announce_discussion(form.context, form.wish(AnnounceDiscussion, petition=ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.discussions", petition=ref)


async def post_summarise(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)
    try:
        await summarise_discussion(form.context, form.wish(SummariseDiscussion, petition=ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.discussions", petition=ref)


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await queries.case(context, request.path_params["petition"])
    row = found.petition
    is_under_way = row.state in UNDER_WAY
    owed = next((each for each in found.discussions if each.summarised_at is None), None)
    return render(
        request,
        "petitions/considering/console/discussions.html",
        status=status,
        form=form,
        petition=row,
        discussions=found.discussions,
        counts=await discussion.comment_counts(context, [each.id for each in found.discussions]),
        may_announce=is_under_way
        and owed is None
        and permitted(context, "petition.announce_discussion", subject_of(row)),
        to_summarise=owed
        if is_under_way
        and owed is not None
        and context.today > owed.closes_on
        and permitted(context, "petition.summarise_discussion", subject_of(row))
        else None,
        first_day=await discussion.first_day(context),
        needs_kazakh=row.language != STATE_LANGUAGE,
        text_max=discussion.TEXT_MAX,
    )


_AT = "/petitions-to-decide/{petition}/discussions"
PAGES = (
    Page.get("petition.discussions", _AT, show, reads=queries.case),
    Page.post("petition.announce_discussion", f"{_AT}/announce", post_announce, acts=announce_discussion),
    Page.post("petition.summarise_discussion", f"{_AT}/summary", post_summarise, acts=summarise_discussion),
)
