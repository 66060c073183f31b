"""One petition before the fraud desk: its hours, what looks suspicious, what was found invalid, and the conditions of a new look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.i18n import gettext, local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting import wording as drafting
from petitions.fraud import chart, queries, trends, wording
from petitions.fraud.actions.set_shape_aside import SetShapeAside, set_shape_aside
from petitions.fraud.conditions import NOT_SAID
from petitions.fraud.console.choice import query_of
from petitions.fraud.models import ShapeRow
from petitions.signing.assurance import proofs


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.case(context, request.path_params["petition"])
    hours = await trends.by_hour(context, found.petition.id)
    places = await place_names(context)
    return render(
        request,
        "petitions/fraud/console/petition.html",
        petition=found.petition,
        case=found,
        hours=hours,
        chart=chart.drawn(hours),
        places=places,
        shapes=[(each, query_of(each)) for each in found.shapes if each.aside_at is None],
        aside=sum(each.aside_at is not None for each in found.shapes),
        form=Form.empty(),
        done=request.query_params.get("done", ""),
        drafting=drafting,
        words=wording,
        **options(found.shapes, places),
    )


async def post_aside(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    try:
        shape = UUID(form.value("shape"))
    except ValueError:
        raise NotFound("petition.no_such_shape") from None
    await set_shape_aside(form.context, SetShapeAside(petition=ref, shape=shape))
    return see_other(request, "petition.fraud_of", petition=ref, done="aside")


async def place_names(context: Context) -> dict[str, str]:
    """The twenty at the top of the map, in the reader's language."""
    return {each.code: local_name(each) for each in await territories.children(context)}


def options(shapes: list[ShapeRow], places: dict[str, str], block: str = "") -> dict[str, Any]:
    """What may be chosen in the form of conditions. ``block``: chosen now, listed or not any more."""
    blocks = {bytes(each.block).hex(): each for each in shapes if each.block}
    unlisted = [(block, wording.block_name(block))] if block and block not in blocks else []
    return {
        "block_options": unlisted
        + [
            (digest, f"{wording.block_name(digest)}: {wording.shape_said(each, places)}")
            for digest, each in blocks.items()
        ],
        "proof_options": [(each.step, drafting.proof_name(each.step)) for each in proofs()],
        "place_options": [(NOT_SAID, gettext("not said")), *places.items()],
    }


_AT = "/petition-fraud/{petition}"
PAGES = (
    Page.get("petition.fraud_of", _AT, show, reads=queries.case),
    Page.post("petition.set_shape_aside", f"{_AT}/aside", post_aside, acts=set_shape_aside),
)
