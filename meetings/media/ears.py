"""What a listener hears: her channel, and which voice goes into which of her slots. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from meetings.media.channels import FLOOR
from meetings.media.seats import Slot


@dataclass(frozen=True, slots=True)
class Ears:
    """``with_floor``: the interpreter in the first slot and nobody else ever, the floor in the others, so that her device can mix it in
    quietly. It needs two slots; with one it is not heeded.
    """

    channel: str = FLOOR
    with_floor: bool = False

    def fill(self, slots: Sequence[Slot], interpreter: Any | None, floor: Sequence[Any]) -> None:
        """``interpreter`` and ``floor`` are sounds; None while nobody interprets into the channel, or she is silent."""
        hers = [] if interpreter is None else [interpreter]
        if self.with_floor and self.channel != FLOOR and len(slots) > 1:
            _fill(slots[:1], hers)
            _fill(slots[1:], floor)
        else:
            _fill(slots, hers or floor)


def _fill(slots: Sequence[Slot], sounds: Sequence[Any]) -> None:
    """A voice that is heard keeps its slot."""
    wanted = list(sounds[: len(slots)])
    free = []
    for slot in slots:
        if slot.wanted in wanted:
            wanted.remove(slot.wanted)
        else:
            free.append(slot)
    for slot in free:
        slot.show(wanted.pop(0) if wanted else None, at_once=True)
