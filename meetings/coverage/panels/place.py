"""On a place's page, above all others: when its people were met last, what the law asks, when they are met next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.territories.names import Level
from hearing_state.territories.place import Place
from hearing_state.web import Panel
from meetings.coverage import queries, tension, waiting
from meetings.coverage.wording import WORDING
from meetings.duties import exemption

PARTED = frozenset({Level.OBLAST, Level.DISTRICT, Level.SUB_DISTRICT})
"""Levels of places that have parts: their page says too how many of those wait."""


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place = thing
    if place.is_closed:
        return None
    lines = await waiting.of_place(context, place)
    # A unit that is met as a whole stands for the places in it; offices further up are told below.
    nearest = lines[0].place_code if lines else None
    is_met = nearest == place.code or (
        nearest == place.parent_code and bool(lines) and lines[0].is_of_own_unit
    )
    exempt = None if nearest == place.code else await exemption.exemption_of(context, place.code)
    return {
        **WORDING,
        "here": place,
        "main": lines[0] if is_met and not exempt else None,
        "others": lines[1:] if is_met and not exempt else lines,
        "exempt": exempt,
        "below": await queries.totals_within(context, place) if place.level in PARTED else None,
        "tensions": await tension.open_at(context, place),
    }


PANEL = Panel(slot="place", order=4, template="meetings/coverage/panels/place.html", load=load)
