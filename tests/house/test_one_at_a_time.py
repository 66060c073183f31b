"""The list of files that run in real time is whole, and the workers keep to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.one_at_a_time import REAL_TIME, OneAtATime, is_real_time

ROOT = Path(__file__).parents[2]
MEDIA = re.compile(r"^from (meetings\.media\.(embedded|janus)|tests\.journeys\.hall_people|tests\.meetings\.media\.peers) import", re.MULTILINE)  # fmt: skip
FILES = [*(f"tests/words/test_{letter}.py" for letter in "abc"), *REAL_TIME[:3]]


def test_every_file_with_sound_and_picture_is_in_the_list_and_nothing_that_is_gone():
    found = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")]
    with_media = [each for each in found if MEDIA.search((ROOT / each).read_text())]
    assert len(with_media) > 20
    assert [each for each in with_media if not is_real_time(each)] == []
    assert [each for each in REAL_TIME if not (ROOT / each).exists()] == []


class Worker:
    """What the scheduler needs of xdist's handle of a worker."""

    id = "gw"

    def __init__(self) -> None:
        self.gateway = self
        self.shutting_down = False
        self.asked: list[int] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        self.asked += indices

    def shutdown(self) -> None:
        self.shutting_down = True


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_first_worker_has_them_all_and_nothing_is_left_out(pytestconfig: pytest.Config, workers: int):
    tests = [f"{file}::test_{number}" for file in FILES for number in range(4)]
    schedule = OneAtATime(_config(pytestconfig, workers))
    nodes = [Worker() for _number in range(workers)]
    for node in nodes:
        schedule.add_node(node)
    for node in nodes:
        schedule.add_node_collection(node, tests)
    schedule.schedule()
    done: dict[int, list[str]] = {number: [] for number in range(workers)}
    while any(len(done[number]) < len(node.asked) for number, node in enumerate(nodes)):
        for number, node in enumerate(nodes):
            if len(done[number]) < len(node.asked):
                index = node.asked[len(done[number])]
                done[number].append(tests[index])
                schedule.mark_test_complete(node, index)
    assert sorted(each for some in done.values() for each in some) == sorted(tests)
    real = [
        number for number, some in done.items() if any(is_real_time(each.split("::")[0]) for each in some)
    ]
    assert real == [0]
    assert all(node.shutting_down for node in nodes)
    assert schedule.tests_finished


def _config(config: pytest.Config, workers: int) -> object:
    class Option:
        loadscopereorder = True

    class Given:
        option = Option()

        def getvalue(self, name: str) -> object:
            return [f"{workers}*popen"] if name == "tx" else config.getoption(name, None)

    return Given()
