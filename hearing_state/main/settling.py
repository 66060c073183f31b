"""How often the collector of garbage looks through everything: rarely, in processes in which much is in work at once and little of it is garbage.

A whole look stops the process: a third of a second with two thousand people in a hall, as long as they wait for the newest state.
"""

from __future__ import annotations

import gc

GARBAGE_LOOKED_FOR_EVERY = 20_000
"""New things more than gone ones, before the collector looks at the newest: many requests are in work at once, and none of them is garbage yet."""
WHOLE_LOOKS_AFTER = 20
"""Looks at newer things, before older ones are looked at too; the same again before all are."""


def settle_down() -> None:
    """What was loaded at the start stays to the end: the collector need not go through it again and again. Called once all is open."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_LOOKED_FOR_EVERY, WHOLE_LOOKS_AFTER, WHOLE_LOOKS_AFTER)
