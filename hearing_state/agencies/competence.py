"""Which body should answer: the map, the remit and the line of bodies put together, for one or for many at once."""

from __future__ import annotations

from collections.abc import Collection

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.routing import Proposal, propose
from hearing_state.errors import NotFound
from hearing_state.territories import queries as territories

Wanted = tuple[str, str | None]
"""A place's code and a topic's key, or no topic."""


async def competent(context: Context, place_code: str, topic: str | None) -> Proposal:
    """The body that should answer about this topic at this place, why, and what could be chosen instead.

    Raises NotFound where there is no such place or topic, or no body above the place.
    """
    found = (await competent_for_each(context, [(place_code, topic)]))[place_code, topic]
    if isinstance(found, NotFound):
        raise found
    return found


async def competent_for_each(
    context: Context, wanted: Collection[Wanted]
) -> dict[Wanted, Proposal | NotFound]:
    """The same for many, with as many statements as for one."""
    asked = {topic for _place, topic in wanted if topic}
    remits = await agencies.remits_of(context, asked) if asked else {}
    unknown = await _unknown(context, asked - set(remits))
    lines = await territories.line_codes(context, [place for place, _topic in wanted])
    offices = await agencies.offices_of(context, {code for line in lines.values() for code in line})
    ministries = await agencies.successors(
        context, {each.ministry_id for each in remits.values() if each.ministry_id}
    )

    def one(place: str, topic: str | None) -> Proposal | NotFound:
        if topic in unknown:
            return NotFound("agency.no_such_topic")
        if place not in lines:
            return NotFound("territory.not_found")
        remit = remits.get(topic or "")
        ministry = ministries.get(remit.ministry_id) if remit and remit.ministry_id else None
        nearest_first = [offices[code] for code in reversed(lines[place]) if code in offices]
        try:
            return propose(nearest_first, remit, ministry)
        except NotFound as nobody:
            return nobody

    return {(place, topic): one(place, topic) for place, topic in set(wanted)}


async def _unknown(context: Context, topics: Collection[str]) -> frozenset[str]:
    if not topics:
        return frozenset()
    return frozenset(topics) - {each.key for each in await agencies.topics(context)}
