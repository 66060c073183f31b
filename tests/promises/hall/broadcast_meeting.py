"""A meeting that is broadcast, in a process of its own: ``python -m tests.promises.hall.broadcast_meeting FOLDER``."""

import asyncio
import sys
from pathlib import Path

from tests.meetings.media.broadcast.stage import MEETING, stage
from tests.meetings.media.peers import Colour, Tone, speaks


async def meeting(folder: Path) -> None:
    async with stage(folder) as air:
        await speaks(air.engine, MEETING, "head", Tone(440), Colour(120), codec="H264")
        while True:
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(meeting(Path(sys.argv[1])))
