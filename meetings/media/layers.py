"""Which layer of a picture one listener gets: down at once when the line is weak, up when it has been good for a while. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

MUCH_LOSS, LITTLE_LOSS = 0.10, 0.02
"""Share of packets lost on the way to the listener."""
ROOM_TO_CLIMB = 1.3
"""The estimate must exceed the higher layer by this factor before it is tried."""
CALM_SECONDS = 8.0
FAILED_SECONDS = 30.0
"""After a layer had to be left, it is not tried again for so long."""
STEADY_SECONDS = 1.5
"""A layer just taken is given this time before loss counts against it."""


@dataclass(frozen=True)
class Layer:
    """One encoding of the same picture. ``bitrate`` in bit/s as measured where it arrives."""

    name: str
    bitrate: int


@dataclass(frozen=True)
class Line:
    """What a listener's device says about its line: loss as a share, estimate in bit/s (None: not told)."""

    loss: float = 0.0
    estimate: int | None = None


@dataclass(frozen=True)
class Choice:
    """``layer`` None means sound only. ``since`` and ``calm_since`` are moments of the steady clock."""

    layer: str | None
    since: float = 0.0
    calm_since: float = 0.0
    not_before: float = 0.0


def choose(layers: Sequence[Layer], line: Line, choice: Choice, now: float) -> Choice:
    """The layer to send from now on. ``layers`` from the lowest bitrate to the highest; empty gives sound only."""
    ordered = sorted(layers, key=lambda each: each.bitrate)
    at = next((number for number, each in enumerate(ordered) if each.name == choice.layer), -1)
    if at < 0 and choice.layer is not None:  # the layer has gone: begin with the lowest
        return Choice(ordered[0].name if ordered else None, now, now, choice.not_before)
    if at >= 0 and now - choice.since >= STEADY_SECONDS and _is_too_much(ordered[at], line):
        lower = ordered[at - 1].name if at else None
        return Choice(lower, now, now, now + FAILED_SECONDS)
    if not _is_calm(line):
        return replace(choice, calm_since=now)
    if at + 1 < len(ordered) and _may_climb(ordered[at + 1], line, choice, now):
        return Choice(ordered[at + 1].name, now, now, choice.not_before)
    return choice


def _is_too_much(layer: Layer, line: Line) -> bool:
    return line.loss > MUCH_LOSS or (line.estimate is not None and line.estimate < 0.9 * layer.bitrate)


def _is_calm(line: Line) -> bool:
    return line.loss < LITTLE_LOSS


def _may_climb(higher: Layer, line: Line, choice: Choice, now: float) -> bool:
    if now < choice.not_before or now - choice.calm_since < CALM_SECONDS:
        return False
    return line.estimate is None or line.estimate > ROOM_TO_CLIMB * higher.bitrate
