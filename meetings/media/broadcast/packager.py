"""One meeting's stage as one file without end: parts of a fifth of a second for sockets, segments of two seconds for HLS.

Runs in a thread of its own, fed through a bounded queue: the media loop pays one entry for each packet, once, however many look on.
Sound and picture are cut at the same moments. A key frame always begins a part, and a part begins a segment whenever it can.
"""

from __future__ import annotations

import functools
import queue
import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from hearing_state.clock import steady_seconds, unix_milliseconds
from meetings.media.broadcast.came import Came
from meetings.media.broadcast.cutting import Cutting
from meetings.media.broadcast.part import PART_SECONDS, Part
from meetings.media.broadcast.shelf import Shelf

log = structlog.get_logger("media")

QUEUE_PACKETS = 4096
"""Of all streams of a stage: some four seconds."""
_LOOKS_SECONDS = PART_SECONDS / 4


class Packager:
    """``told`` gets each part, in the packager's thread. What is put in is in the order of arrival."""

    def __init__(self, folder: Path, told: Callable[[Part], None]) -> None:
        self.shelf = Shelf.open(folder, unix_milliseconds())
        self._zero = steady_seconds() - (unix_milliseconds() - self.shelf.listing.began_ms) / 1000
        self._told = told
        self._waiting: queue.Queue[Came] = queue.Queue(QUEUE_PACKETS)
        self._ends = threading.Event()
        self._cutting = Cutting(self.shelf, self.now, self._told)
        self.faults = self.drops = 0
        self._thread = threading.Thread(target=self._run, name="packager", daemon=True)
        self._thread.start()

    def now(self) -> float:
        """Of the broadcast's clock, in seconds."""
        return steady_seconds() - self._zero

    @property
    def wants_key(self) -> bool:
        return self._cutting.wants_key

    @property
    def shown(self) -> int | None:
        """The source whose picture is shown."""
        return self._cutting.picture.shown

    def want(self, key: int | None) -> None:
        """Show that source's picture from its next key frame on; None: nobody's, at once."""
        self._cutting.wanted = key

    def put(self, came: Came) -> None:
        """One packet of a source, from the media loop; never waits."""
        try:
            self._waiting.put_nowait(came)
        except queue.Full:
            self.drops += 1

    def close(self) -> None:
        """Waits for the thread: call it in another. Everything heard so far is in a segment."""
        self._ends.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ends.is_set():
            until = steady_seconds() + _LOOKS_SECONDS
            while (left := until - steady_seconds()) > 0:
                try:
                    came = self._waiting.get(timeout=left)
                except queue.Empty:
                    break
                arrived = came.heard.at - self._zero
                self._safely(functools.partial(self._cutting.take, came, arrived))
            self._safely(self._cutting.look)
        self._safely(self._cutting.close)

    def _safely(self, do: Callable[[], None]) -> None:
        try:
            do()
        except Exception:
            self.faults += 1
            if self.faults == 1:
                log.warning("media.broadcast_failed", exc_info=True)
