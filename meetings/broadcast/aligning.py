"""Keeps the folder that web servers give out in step with what the public may have, and ends what a killed packager left open."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from meetings.broadcast.queries import given
from meetings.broadcast.standing import is_broadcast
from meetings.media.broadcast import shelf
from meetings.schedule import queries as schedule


async def align(context: Context, ref: str) -> None:
    """One meeting's broadcast. May be called at any time and any number of times; nothing happens where there is none."""
    try:
        meeting = await schedule.meeting(context, ref)
    except NotFound:
        return
    if is_broadcast(meeting):
        return
    data_dir = context.settings.data_dir
    for each in (shelf.PUBLIC, shelf.KEPT):
        await asyncio.to_thread(shelf.end, shelf.folder_of(data_dir, ref, each))
    await asyncio.to_thread(shelf.move, data_dir, ref, to_public=await given(context, meeting))


async def align_all(context: Context) -> None:
    """All that the public can have: what is over for good is moved away."""
    for ref in await asyncio.to_thread(_refs, context.settings.data_dir):
        await align(context, ref)


def _refs(data_dir: Path) -> list[str]:
    folder = data_dir / "broadcast" / shelf.PUBLIC
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
