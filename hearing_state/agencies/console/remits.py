"""Who decides what: all topics with their remits, and the correction of one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.agencies import queries, register
from hearing_state.agencies.actions.set_remit import SetRemit, set_remit
from hearing_state.agencies.agency import Agency, AgencyKind, Remit, Topic
from hearing_state.agencies.register import Wanted
from hearing_state.agencies.wording import CERTAINTY_NAMES, WORDING, tier_options
from hearing_state.errors import Invalid
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def remit_to_correct(context: Context, key: str) -> tuple[Topic, Remit | None, list[Agency]]:
    """A topic, its remit, and the ministries to choose from. Raises Forbidden, SignInNeeded or NotFound."""
    require(context, "agency.set_remit")
    topic = await queries.topic(context, key)
    ministries = [
        each
        for page in (1, 2, 3)
        for each in (await register.listed(context, Wanted(kind=AgencyKind.MINISTRY), page)).agencies
    ]
    return topic, await queries.remit_of(context, key), ministries


async def show_list(request: Request) -> Response:
    remits, ministries = await register.remit_register(context_of(request))
    return render(request, "agencies/console/remits.html", remits=remits, ministries=ministries, **WORDING)


async def show(request: Request) -> Response:
    return await _page(request, None)


async def _page(request: Request, form: Form | None, status: int = 200) -> Response:
    topic, remit, ministries = await remit_to_correct(context_of(request), request.path_params["topic"])
    chosen = next((each.slug for each in ministries if remit and each.id == remit.ministry_id), "")
    known = (
        {"tier": remit.tier.value, "source": remit.source, "ministry": chosen, "certainty": "Q"}
        if remit
        else {}
    )
    return render(
        request,
        "agencies/console/remit.html",
        status=status,
        topic=topic,
        form=form or Form.empty(**known),
        ministries=[(each.slug, local_name(each)) for each in ministries],
        tiers=tier_options(),
        certainties=[(mark, str(name)) for mark, name in CERTAINTY_NAMES.items()],
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_remit(form.context, form.wish(SetRemit, topic=request.path_params["topic"]))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "agency.remits")


PAGES = (
    Page.get("agency.remits", "/remits", show_list, reads=register.remit_register),
    Page.get("agency.set_remit", "/remits/{topic}", show, reads=remit_to_correct),
    Page.post("agency.set_remit", "/remits/{topic}", post, acts=set_remit),
)
