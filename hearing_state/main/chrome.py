"""What the frame around every page shows: the chosen place, and in the console the queues with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.main import packages
from hearing_state.permissions import POLICY
from hearing_state.web.request import PLACE_COOKIE, context_of


@dataclass(frozen=True)
class ShownSection:
    page: str
    label: object
    count: int | None


@dataclass(frozen=True)
class Chrome:
    place: Any = None
    sections: Sequence[ShownSection] = ()


async def chrome_for(request: Request) -> Chrome:
    context = context_of(request)
    path = request.url.path
    if "/console" in path and context.actor.is_staff:
        return Chrome(sections=await _sections(context))
    return Chrome(place=await _chosen_place(request, context))


async def _chosen_place(request: Request, context: Context) -> Any:
    from hearing_state.territories.queries import place

    code = request.cookies.get(PLACE_COOKIE, "")
    if not code:
        return None
    try:
        return await place(context, code)
    except NotFound:
        return None


async def _sections(context: Context) -> list[ShownSection]:
    shown = []
    for section in packages.sections():
        if POLICY.some_role_may(context.actor, section.right):
            count = await section.count(context) if section.count else None
            shown.append(ShownSection(section.page, section.label, count))
    return shown
