"""Whom it goes to: the akims over the author's place and the ministry of the topic, each with the votes that the law asks for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.errors import Invalid
from hearing_state.i18n import gettext, local_name, number
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting import queries
from petitions.drafting.actions.save_draft import save_draft
from petitions.drafting.addressee import addressee_of, offered
from petitions.drafting.drafts import Draft
from petitions.drafting.pages.kept import STEPS, draft_of, keep
from petitions.drafting.population import figure
from petitions.drafting.thresholds import LAW


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    if not draft.said("place") or not draft.said("topic"):
        return see_other(request, "petition.new_about", draft=draft.id)
    return await _page(request, draft, Form.empty(agency=draft.said("agency")))


async def post(request: Request) -> Response:
    form, draft = await read_form(request), await draft_of(request)
    bodies = await offered(form.context, draft.said("place"), draft.said("topic"))
    if form.value("agency") not in {each.slug for each in bodies}:
        refusal = Invalid("petition.choose_body", field="agency")
        return await _page(request, draft, form.refused(refusal), 422)
    await keep(request, draft.id, form, "agency")
    return see_other(request, "petition.new_text", draft=draft.id)


async def _page(request: Request, draft: Draft, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    bodies = await offered(context, draft.said("place"), draft.said("topic"))
    return render(
        request,
        "petitions/drafting/pages/body.html",
        status=status,
        form=form,
        draft=draft,
        remark=draft.remarks.get("agency", ""),
        bodies=[(each.slug, local_name(each), await votes_said(context, each)) for each in bodies],
        steps=STEPS,
    )


async def votes_said(context: Context, agency: Agency) -> str:
    """How many votes it would need today, or that nobody knows the population."""
    to = addressee_of(agency)
    line = LAW.threshold(to.competence, context.today)
    if not line.needs_population or to.place_code is None:
        return gettext(
            "%(votes)s votes (APPC %(article)s)", votes=number(line.needed(None)), article=line.article
        )
    known = await figure(context, to.place_code, context.today)
    if known is None:
        return gettext(
            "The votes cannot be said yet: the population of this place is not known to the service."
        )
    return gettext(
        "%(votes)s votes: %(percent)s %% of %(people)s people (APPC %(article)s)",
        votes=number(line.needed(known.people)), percent=line.percent, people=number(known.people), article=line.article,
    )  # fmt: skip


PAGES = (
    Page.get("petition.new_body", "/petitions/new/{draft}/body", show, reads=queries.draft),
    Page.post("petition.new_body", "/petitions/new/{draft}/body", post, acts=save_draft),
)
