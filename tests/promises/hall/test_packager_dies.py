"""The broadcast outlives its packager: killed, it loses the segment it was making, and goes on with the hole marked."""

import subprocess
import sys
import time
from pathlib import Path

import av
import pytest

from meetings.media.broadcast.playlist import LONGEST_SECONDS
from meetings.media.broadcast.shelf import end, folder_of, read
from tests.meetings.media.broadcast.stage import MEETING
from tests.meetings.media.peers import until

ROOT = Path(__file__).parents[3]
UNDERWAY_SECONDS = 1.0
"""From the present to where parts are cut, with a machine that is busy."""


@pytest.mark.process
async def test_killed_twice_every_segment_plays_and_both_holes_are_marked(tmp_path):
    folder, counts = folder_of(tmp_path, MEETING), []
    for _run in range(3):
        before = counts[-1] if counts else 0
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.promises.hall.broadcast_meeting", str(tmp_path)],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await until(
                lambda before=before: (found := read(folder)) and len(found.segments) >= before + 4, 60
            )
        finally:
            process.kill()
            killed_at = time.time()
            process.wait()
        last = read(folder).segments[-1]
        kept_until = last.at_ms / 1000 + last.seconds
        assert killed_at - kept_until < LONGEST_SECONDS + UNDERWAY_SECONDS
        counts.append(len(read(folder).segments))
    found = end(folder)
    assert [found.segments[each].anew for each in counts[:2]] == [True, True]
    for before, after in ((found.segments[each - 1], found.segments[each]) for each in counts[:2]):
        assert after.at_ms > before.at_ms + before.seconds * 1000
    text = (folder / "whole.m3u8").read_text()
    assert text.count("#EXT-X-DISCONTINUITY") >= 2
    assert text.endswith("#EXT-X-ENDLIST\n")
    for each in found.segments:
        path = tmp_path / "one.mp4"
        path.write_bytes((folder / each.head).read_bytes() + (folder / each.file).read_bytes())
        with av.open(str(path)) as box:
            seconds = [float(frame.time) for frame in box.decode(video=0)]
        assert seconds[0] * 1000 == pytest.approx(each.at_ms - found.began_ms, abs=300)
        assert seconds[-1] - seconds[0] <= each.seconds + 0.3
