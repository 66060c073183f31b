"""H3: the record is kept. The recorder is killed; what was closed plays, at most six seconds are missing, the gap is marked."""

import subprocess
import sys
import threading
from pathlib import Path

import av
import pytest

from meetings.media.recording.pieces import GAP_DIED, LONGEST_SECONDS
from meetings.media.recording.shelf import digest_of, read_listing
from tests.meetings.media.peers import until

ROOT = Path(__file__).parents[3]


class _Meeting:
    def __init__(self, folder):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.promises.hall.recorded_meeting", str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.second = 0.0
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.second = float(line)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()


@pytest.mark.process
async def test_killed_twice_every_closed_piece_plays_and_the_gaps_are_marked(tmp_path):
    killed_at = []
    for run in range(3):
        meeting = _Meeting(tmp_path)
        before = len(read_listing(tmp_path).pieces)
        try:
            await until(lambda before=before: len(read_listing(tmp_path).pieces) >= before + 6, 40)
        finally:
            meeting.kill()
        listing = read_listing(tmp_path)
        assert not listing.is_closed
        assert len(listing.gaps) == run
        streams = {(each.publisher, each.stream) for each in listing.pieces}
        assert len(streams) == 4
        for stream in streams:
            end = max(each.end for each in listing.pieces if (each.publisher, each.stream) == stream)
            assert meeting.second - end <= LONGEST_SECONDS
        killed_at.append(meeting.second)
    listing = read_listing(tmp_path)
    for piece in listing.pieces:
        path = tmp_path / piece.file
        if not path.exists():  # killed between its line and its name: the next start names it
            path = tmp_path / f"{piece.file}.part"
        assert digest_of(path) == piece.sha256
        with av.open(str(path)) as box:
            frames = sum(1 for _frame in box.decode(**{piece.kind: 0}))
        assert frames == pytest.approx(piece.seconds * (50 if piece.kind == "audio" else 15), abs=3)
    for gap, moment in zip(listing.gaps, killed_at, strict=False):
        assert gap.reason == GAP_DIED
        assert moment - LONGEST_SECONDS <= gap.start <= moment + 0.2
        assert gap.start + gap.seconds > moment
