"""In which order test files go to the workers: those in which sound and picture run in real time never run beside one another.

Side by side they take from each other what a machine of the stage has for itself, and fail for want of a core instead of for a fault.
The first worker has them, one file after another, and takes others once none is left; all others never have them.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

REAL_TIME = (
    "tests/journeys/test_dinara_interprets.py",
    "tests/journeys/test_other_ways_into_the_hall.py",
    "tests/journeys/test_six_people_in_one_hall.py",
    "tests/journeys/test_the_hall_outlives_its_media_node.py",
    "tests/journeys/test_the_hall_outlives_its_signalling.py",
    "tests/journeys/test_the_live_hall.py",
    "tests/meetings/broadcast",
    "tests/meetings/live",
    "tests/meetings/media",
    "tests/meetings/recording",
    "tests/mobile_api/meetings/test_hall_walk.py",
    "tests/promises/hall",
)
"""Files, or folders with all that is in them."""


def is_real_time(file: str) -> bool:
    return any(file == each or file.startswith(f"{each}/") for each in REAL_TIME)


class OneAtATime(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types here
    """Units are files, as with ``--dist loadfile``."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        chosen = self._next_for(node)
        if chosen is not None:
            self.workqueue.move_to_end(chosen, last=False)
            super()._assign_work_unit(node)

    def _reschedule(self, node: WorkerController) -> None:
        if self.workqueue and self._next_for(node) is None:
            node.shutdown()  # after what it has; without this word it would wait with its last test for the one after
            return
        super()._reschedule(node)

    def _next_for(self, node: WorkerController) -> str | None:
        """The next file that this worker may have."""
        real = [file for file in self.workqueue if is_real_time(file)]
        if self._is_first(node):
            return next(iter(real or self.workqueue), None)
        return next((file for file in self.workqueue if file not in set(real)), None)

    def _is_first(self, node: WorkerController) -> bool:
        return node is next((each for each in self.assigned_work if not each.shutting_down), None)
