"""The engine's words on the line: which there are, what each takes, and how values and refusals travel. Pure.

Only what stands in `TAKES` can be asked of a node, with values of these shapes and no others.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from hearing_state.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    Problem,
    TooMany,
    Unavailable,
)
from meetings.media.control.lines import Broken
from meetings.media.engine import (
    Capabilities,
    Joined,
    NodeStats,
    Picture,
    RoomStats,
    SeatStats,
    SlotWish,
    Sound,
)
from meetings.media.limits import DESCRIPTION_BYTES, RoomLimits

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
# One letter more than may be: the engine itself says that it is too long.
Text = Annotated[str, StringConstraints(max_length=DESCRIPTION_BYTES + 1)]
Number = Annotated[int, Field(ge=0, le=64)]


class _Taken(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False, frozen=True)


class InRoom(_Taken):
    room: Name


class OfPerson(InRoom):
    person: Name


class OpenRoom(InRoom):
    limits: RoomLimits


class Publish(OfPerson):
    offer: Text
    sound: Sound


class Subscribe(OfPerson):
    wish: SlotWish


class OfSeat(_Taken):
    seat: Name


class Accept(OfSeat):
    answer: Text


class OfSlot(OfSeat):
    slot: Number


class Switch(OfSlot):
    person: Name
    picture: Picture


class Paused(OfSlot):
    paused: bool


class Interpret(OfPerson):
    channel: Name | None
    muted: bool


class ListenTo(OfSeat):
    channel: Name
    with_floor: bool = False


class HeldLow(OfSlot):
    low: bool


class Nothing(_Taken):
    pass


TAKES: Mapping[str, type[_Taken]] = MappingProxyType({
    "open_room": OpenRoom, "close_room": InRoom, "give_floor": OfPerson, "end_floor": OfPerson, "show": OfPerson, "hide": OfPerson,
    "publish": Publish, "subscribe": Subscribe, "accept": Accept, "leave": OfSeat, "switch": Switch, "follow": OfSlot, "pause": Paused, "hold_low": HeldLow,
    "interpret": Interpret, "listen_to": ListenTo, "room_stats": InRoom, "node_stats": Nothing, "drain": Nothing, "able": Nothing,
})  # fmt: skip
_GIVES: Mapping[str, TypeAdapter[Any]] = MappingProxyType({
    "publish": TypeAdapter(Joined), "subscribe": TypeAdapter(Joined),
    "room_stats": TypeAdapter(RoomStats), "node_stats": TypeAdapter(NodeStats), "able": TypeAdapter(Capabilities),
})  # fmt: skip
_REFUSALS = {each.kind: each for each in (Invalid, Forbidden, NotFound, Conflict, TooMany, Unavailable)}
_PLAIN = (str, int, float, bool, type(None))
MOST_LISTENERS_TOLD = 200
"""Of the listeners in a room's figures, so that the answer stays one line; the number of all is told."""


def asked(word: str, given: object) -> dict[str, Any]:
    """The arguments for the engine's word. Broken when there is no such word or it does not take these."""
    shape = TAKES.get(word)
    if shape is None or not isinstance(given, dict):
        raise Broken("no such word")
    try:
        taken = shape.model_validate(given)
    except ValidationError as fault:
        raise Broken("other values than the word takes") from fault
    return {name: getattr(taken, name) for name in shape.model_fields}


def sent(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON can carry it."""
    return {
        name: dataclasses.asdict(each)
        if dataclasses.is_dataclass(each) and not isinstance(each, type)
        else each
        for name, each in arguments.items()
    }


def told(word: str, result: Any) -> Any:
    """What a word gave, as JSON can carry it."""
    if isinstance(result, RoomStats) and len(result.listeners) > MOST_LISTENERS_TOLD:
        kept: dict[str, SeatStats] = dict(list(result.listeners.items())[:MOST_LISTENERS_TOLD])
        result = dataclasses.replace(result, listeners=kept)
    return _GIVES[word].dump_python(result, mode="json") if word in _GIVES else None


def given(word: str, value: object) -> Any:
    """What a word gave, as it was. Broken when it is something else."""
    if word not in _GIVES:
        return None
    try:
        return _GIVES[word].validate_python(value)
    except ValidationError as fault:
        raise Broken("another answer than the word gives") from fault


def refused(problem: Problem) -> dict[str, Any]:
    field = problem.faults[0].field if isinstance(problem, Invalid) else ""
    values = {name: each for name, each in problem.values.items() if isinstance(each, _PLAIN)}
    return {"kind": problem.kind, "reason": problem.reason, "field": field, "values": values}


def refusal(value: object) -> Problem:
    """The house's own error again; whatever is not understood is Unavailable."""
    if not isinstance(value, dict) or not isinstance(value.get("reason"), str):
        return Unavailable("media.away")
    values = value.get("values")
    values = {str(name): each for name, each in values.items()} if isinstance(values, dict) else {}
    kind = _REFUSALS.get(str(value.get("kind")), Unavailable)
    if kind is Invalid:
        return Invalid.many([Fault(str(value.get("field") or ""), value["reason"], values)])
    return kind(value["reason"], **values)


__all__ = ["TAKES", "asked", "given", "refusal", "refused", "sent", "told"]
