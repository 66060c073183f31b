"""Hands a file to the workshop and takes back what it is and its cleaned content."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from dataclasses import dataclass

from hearing_state.errors import Invalid, Unavailable
from hearing_state.files.kinds import Kind, kind_of

AT_ONCE = 4
WAITING_MAX = 4
"""More are told to come again: each waiting one holds a database connection."""
SECONDS_MAX = 10.0
_WORDS = [sys.executable, "-I", "-m", "hearing_state.files.workshop"]


@dataclass(frozen=True)
class Cleaned:
    kind: Kind
    content: bytes
    peak_bytes: int


class Workshop:
    """A bounded number of files at once in this process."""

    def __init__(self) -> None:
        self._free = AT_ONCE
        self._inside = 0
        self._turn = asyncio.Condition()

    async def clean(self, content: bytes) -> Cleaned:
        """Raises Invalid where the file is not taken, Unavailable where too many wait."""
        kind_of(content)  # the cheap half of the refusals needs no process
        if self._inside >= AT_ONCE + WAITING_MAX:
            raise Unavailable("file.workshop_full")
        self._inside += 1
        try:
            async with self._turn:
                await self._turn.wait_for(lambda: self._free > 0)
                self._free -= 1
            try:
                return await _worked(content)
            finally:
                async with self._turn:
                    self._free += 1
                    self._turn.notify()
        finally:
            self._inside -= 1


_shops: dict[asyncio.AbstractEventLoop, Workshop] = {}


async def clean(content: bytes) -> Cleaned:
    """Clean one file in the workshop of this event loop."""
    loop = asyncio.get_running_loop()
    return await _shops.setdefault(loop, Workshop()).clean(content)


async def _worked(content: bytes) -> Cleaned:
    process = await asyncio.create_subprocess_exec(
        *_WORDS,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
    )
    try:
        async with asyncio.timeout(SECONDS_MAX):
            answer, _silence = await process.communicate(content)
    except TimeoutError:
        raise Invalid("file.too_deep", field="content") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:  # ended by its own bounds
        raise Invalid("file.too_deep", field="content")
    return _understood(answer)


def _understood(answer: bytes) -> Cleaned:
    line, _newline, content = answer.partition(b"\n")
    said = json.loads(line)
    if "refused" in said:
        raise Invalid(said["refused"], field="content", **said["values"])
    if not content.strip():
        raise Invalid("file.empty", field="content")
    return Cleaned(Kind(said["kind"]), content, said["peak_bytes"])
