"""A meeting that is recorded, in a process of its own: ``python -m tests.promises.hall.recorded_meeting FOLDER``."""

import asyncio
import sys
from pathlib import Path

from meetings.media.recording.recorder import Recorder
from tests.meetings.media.peers import Colour, Tone, engine, speaks


async def meeting(folder: Path) -> None:
    async with engine() as media:
        await media.open_room("m")
        recorder = Recorder(folder, lambda: media.rooms["m"].publishers, lambda _person: True)
        for name, hertz, codec in (("head", 440, "H264"), ("aigul", 660, "VP8")):
            await media.give_floor("m", name)
            await speaks(media, "m", name, Tone(hertz), Colour(120), codec=codec)
        while True:
            await asyncio.sleep(0.1)
            print(f"{recorder.seconds:.3f}", flush=True)


if __name__ == "__main__":
    asyncio.run(meeting(Path(sys.argv[1])))
