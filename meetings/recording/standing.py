"""How the recording of a meeting goes, and what whoever chairs is told of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from meetings.schedule.meeting import Meeting, State

BEAT_SECONDS = 1.0
SILENT_SECONDS = 6.0
"""A keeper that was not heard for so long does not record."""


class Run(StrEnum):
    """``failing``: pieces are not written. ``impossible``: the media server of this meeting cannot keep what it forwards."""

    RUNNING = "running"
    FAILING = "failing"
    IMPOSSIBLE = "impossible"


class Told(StrEnum):
    WAITING = "waiting"
    """Nobody's sound has come in yet."""
    RUNNING = "running"
    FAILING = "failing"
    IMPOSSIBLE = "impossible"
    INTERRUPTED = "interrupted"

    @property
    def is_trouble(self) -> bool:
        return self not in {Told.WAITING, Told.RUNNING}


@dataclass(frozen=True, slots=True)
class Standing:
    """``silent``: seconds since its keeper was heard."""

    run: Run
    silent: float


def is_recorded(meeting: Meeting) -> bool:
    """Every meeting that goes on and is held online."""
    return meeting.state is State.LIVE and meeting.mode.is_online


def told(standing: Standing | None) -> Told:
    """What whoever chairs is told at this moment.

    >>> told(Standing(Run.RUNNING, 0.5)), told(Standing(Run.RUNNING, 20.0)), told(None)
    (<Told.RUNNING: 'running'>, <Told.INTERRUPTED: 'interrupted'>, <Told.WAITING: 'waiting'>)
    """
    if standing is None:
        return Told.WAITING
    if standing.silent > SILENT_SECONDS:
        return Told.INTERRUPTED
    return Told(standing.run.value)
