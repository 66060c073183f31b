"""The bell: says that there is work. Losing a ring loses nothing, for the timetable comes by every second."""

from __future__ import annotations

from collections.abc import Callable

from hearing_state.db import is_in_transaction

_hung: list[Callable[[], None]] = []


def hang(ring: Callable[[], None]) -> None:
    """From now on ``ring`` is called; it must return at once and never fail."""
    _hung.append(ring)


def unhang(ring: Callable[[], None]) -> None:
    _hung.remove(ring)


async def ring() -> None:
    """After a commit: there may be work. Inside a transaction nothing is said, for it may yet be undone."""
    if _hung and not is_in_transaction():
        for each in _hung:
            each()
