"""All bodies: by words, by kind, by oblast. Each choice is a link."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies.agency import AgencyKind
from hearing_state.agencies.register import PAGE_SIZE, Wanted, listed
from hearing_state.agencies.wording import WORDING, kind_options
from hearing_state.territories import queries as territories
from hearing_state.territories.place import CODE
from hearing_state.web import Page, Paged, context_of, page_number, render

TEXT_MAX = 100


async def show(request: Request) -> Response:
    context = context_of(request)
    wanted, page = wanted_in(request), page_number(request)
    found = await listed(context, wanted, page)
    return render(
        request,
        "agencies/pages/bodies.html",
        found=found,
        page=Paged(found.agencies, page, found.total, PAGE_SIZE),
        wanted=wanted,
        asked=asked_again(wanted),
        kinds=kind_options(),
        oblasts=await territories.children(context),
        **WORDING,
    )


def wanted_in(request: Request, *, with_dissolved: bool = False) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    asked = request.query_params
    kind, oblast = asked.get("kind", ""), asked.get("oblast", "")
    return Wanted(
        text=" ".join(asked.get("q", "").split())[:TEXT_MAX],
        kind=AgencyKind(kind) if kind in set(AgencyKind) else None,
        oblast=oblast if CODE.match(oblast) else None,
        with_dissolved=with_dissolved,
    )


def asked_again(wanted: Wanted) -> dict[str, str]:
    """The same as the address of a list says it."""
    kind = wanted.kind.value if wanted.kind else ""
    return {"q": wanted.text, "kind": kind, "oblast": wanted.oblast or ""}


PAGES = (Page.get("agency.list", "/bodies", show, reads=listed, fresh_seconds=10),)
