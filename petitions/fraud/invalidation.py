"""An invalidation: signatures of one petition, chosen by conditions, found invalid in steps, and given back. Pure."""

from __future__ import annotations

from enum import StrEnum

from hearing_state.lifecycle import Lifecycle

TWO_PERSONS_ABOVE = 100
"""So many signatures of a petition one moderator may find invalid alone, in one go or in several."""
REASON_MIN, REASON_MAX = 20, 600


class State(StrEnum):
    PROPOSED = "proposed"
    DROPPED = "dropped"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    RESTORING = "restoring"
    HALTED = "halted"
    RESTORED = "restored"


LIFECYCLE = Lifecycle(
    "invalidation",
    {
        (State.PROPOSED, "confirm"): State.RUNNING,
        (State.PROPOSED, "drop"): State.DROPPED,
        (State.RUNNING, "stop"): State.STOPPED,
        (State.RUNNING, "finish"): State.DONE,
        (State.STOPPED, "resume"): State.RUNNING,
        (State.STOPPED, "restore"): State.RESTORING,
        (State.DONE, "restore"): State.RESTORING,
        (State.RESTORING, "stop"): State.HALTED,
        (State.RESTORING, "finish"): State.RESTORED,
        (State.HALTED, "restore"): State.RESTORING,
    },
)
IN_MOTION = (State.PROPOSED, State.RUNNING, State.RESTORING)
"""One of these at a time for each petition; and meanwhile the petition is neither sent nor returned."""
UNDER_WAY = (State.RUNNING, State.RESTORING)
FOUND_INVALID = (State.RUNNING, State.STOPPED, State.DONE, State.HALTED)
"""Where some of its signatures do not count now."""


def needs_second_person(signatures: int, alone_before: int) -> bool:
    """``alone_before``: what one person has found invalid under this petition without a second, and what still stands so."""
    return signatures + alone_before > TWO_PERSONS_ABOVE
