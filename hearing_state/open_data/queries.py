"""Reading the nights: the newest one, an earlier one, a file of it."""

from __future__ import annotations

from pathlib import Path

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.open_data.shelf import File, Night, Nights


async def newest(context: Context) -> Night | None:
    """None before the first night."""
    return _nights(context).newest()


async def days(context: Context) -> list[str]:
    """The nights that are kept, the newest first."""
    return _nights(context).days()


async def manifest(context: Context, day: str = "") -> bytes:
    """Of that night, or of the newest. Raises NotFound."""
    nights = _nights(context)
    found = nights.manifest(day or next(iter(nights.days()), ""))
    if found is None:
        raise NotFound("open_data.not_written")
    return found


async def file(context: Context, day: str, name: str) -> tuple[Path, File]:
    """Only what that night's manifest names. Raises NotFound."""
    nights = _nights(context)
    night = nights.night(day)
    found = night.file(name) if night else None
    if found is None:
        raise NotFound("open_data.not_written")
    return nights.root / day / found.name, found


def _nights(context: Context) -> Nights:
    return Nights(context.settings.data_dir)
