"""The recording of live meetings, in the process where their sound and picture are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from hearing_state.main.house import OpenHouse
from meetings.recording.keeper import Keeper

LOOKS_SECONDS = 0.5
Rooms = Callable[[], Mapping[str, Any]]


async def here(_meeting: UUID) -> bool:
    """Where meetings are not placed on nodes, they are in this process."""
    return True


@asynccontextmanager
async def open_recording(
    house: OpenHouse,
    rooms: Rooms,
    engine: Callable[[], Any],
    is_here: Callable[[UUID], Awaitable[bool]] = here,
) -> AsyncIterator[None]:
    """Until left: records every live meeting of ``rooms``. ``engine``: the media server whose rooms they are."""
    keeping = asyncio.create_task(_keep(house, rooms, engine, is_here))
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def _keep(
    house: OpenHouse, rooms: Rooms, engine: Callable[[], Any], is_here: Callable[[UUID], Awaitable[bool]]
) -> None:
    while not rooms():  # noqa: ASYNC110  the media server has no event for it
        await asyncio.sleep(LOOKS_SECONDS)
    # Imported with the first room: FFmpeg takes a second, and other processes never load it.
    from meetings.media.recording.recorder import Recorder

    async def can_keep() -> bool:
        return bool((await engine().able()).keeps)

    keeper = Keeper(house.context, rooms, Recorder, can_keep, is_here)
    try:
        await asyncio.Event().wait()
    finally:
        await keeper.close()
