"""No fault leaves a broken log (G4): EIO, ENOSPC and SIGKILL in each system call of one turn of the runner, by strace.

After each the published files verify from outside against what was seen before, and the next turn brings the log to its end. A turn that is
killed is killed before the call; errors go to calls that touch the log's files. Here a few calls of each kind; ``HS_EVERY_SYSCALL=1`` takes
every one, before a release.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tortoise.context import TortoiseContext

from hearing_state.db import database_config, direct, migrate
from hearing_state.ledger import publication
from hearing_state.ledger.runner import log_in
from hearing_state.verifier import command as verifier
from tests.ledger import runner_turns
from tests.ledger.test_publication import say
from tests.support import database

STRACE = shutil.which("strace")
TRIES = 10**6 if os.environ.get("HS_EVERY_SYSCALL") else 8
# Memory, time and waiting of threads: nothing that the log could be broken by, and not the same each time.
_ASIDE = "!futex,mmap,munmap,mremap,brk,madvise,mprotect,getpid,gettid,clock_nanosleep,sched_yield,getrandom,rt_sigaction,rt_sigprocmask,rt_sigtimedwait"
_copies = itertools.count()
_CALL = re.compile(r"(\w+)\(")
pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(STRACE is None, reason="apt-get install strace (make programs does it)"),
]


@dataclass(frozen=True)
class Call:
    """The ``nth`` call of this name in the loop's thread or in the files' thread."""

    thread: int
    name: str
    nth: int
    touches_files: bool


@dataclass(frozen=True)
class Before:
    """Where each try begins: a data folder, a database, and what somebody outside remembers of the log."""

    folder: Path
    database: str
    remembered: Path
    entries: int


class Stand:
    """The runner's stand, and strace at the threads of one turn."""

    def __init__(self, errors: Path) -> None:
        words = [sys.executable, "-m", "tests.ledger.runner_turns"]
        self._errors = errors.open("w")
        self.threads: list[str] = []
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True
        )

    def close(self) -> None:
        self._say("")
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
        self._errors.close()

    def turn(
        self,
        folder: Path,
        url: str,
        *,
        traced: list[str] | None = None,
        thread: int | None = None,
        to_the_end: bool = False,
    ) -> int:
        """How the turn ended. ``traced``: the words for strace, at this thread (with ``-ff``: at all)."""
        self._say(f"{folder} {url} {'to_the_end' if to_the_end else 'once'}\n")
        self.threads = self._line().split()
        strace = self._attached(traced, self.threads[thread or 0]) if traced else None
        os.kill(int(self.threads[0]), runner_turns.GO)
        ended = self._line()
        if ended == "done":
            ended = self._line()
        if strace:
            strace.wait(60)
            strace.stderr.close()
        return int(ended.removeprefix("ended "))

    def _attached(self, words: list[str], thread: str) -> subprocess.Popen[str]:
        strace = subprocess.Popen([STRACE, *words, "-p", thread], stderr=subprocess.PIPE, text=True)
        told = strace.stderr.readline()
        assert "attached" in told, told
        return strace

    def _say(self, what: str) -> None:
        self._process.stdin.write(what)
        self._process.stdin.flush()

    def _line(self) -> str:
        line = self._process.stdout.readline().strip()
        assert line, Path(self._errors.name).read_text()
        return line


@pytest.fixture(scope="module")
def stand(tmp_path_factory) -> Iterator[Stand]:
    made = Stand(tmp_path_factory.mktemp("stand") / "errors")
    yield made
    made.close()


@asynccontextmanager
async def copied(template: str = "template0") -> AsyncIterator[str]:
    """A database like that one, gone at the end."""
    name = f"syscalls_{os.getpid()}_{next(_copies)}"
    administration = await direct(database.address("postgres"))
    try:
        await administration.execute(f"create database {name} template {template}")
        yield database.address(name)
        await administration.execute(f"drop database {name} with (force)")
    finally:
        await administration.close()


async def prepared(url: str, folder: Path, signed: int, waiting: int) -> Before:
    """A house whose log has so many signed entries, and so many that wait."""
    remembered, data = folder / "remembered.json", folder / "before"
    data.mkdir()
    config = database_config(url, runner_turns.APPS, pool_max=1)
    await migrate(config)
    async with TortoiseContext() as context:
        await context.init(config=config)
        if signed:
            log = log_in(data, runner_turns.SITE)
            await say(signed)
            await publication.step(log)
            assert verified(data, remembered) == signed
        await say(waiting)
    return Before(data, urlsplit(url).path.strip("/"), remembered, signed + waiting)


def verified(folder: Path, remembered: Path) -> int:
    """As ``hearing-state verify`` does; the size of the log, 0 where nothing is signed yet."""
    log = folder / "ledger" / "log"
    if not (log / "checkpoint").exists():
        assert not remembered.exists(), "what was signed is gone"
        return 0
    parser = argparse.ArgumentParser()
    verifier.add_arguments(parser)
    key = (log / "vkey").read_text().strip()
    assert verifier.run(parser.parse_args([str(log), "--key", key, "--remember", str(remembered)])) == 0
    return int(re.search(r'"size": (\d+)', remembered.read_text())[1])


class Tries:
    """One turn after the other from the same beginning, each in a folder and a database of its own."""

    def __init__(self, stand: Stand, before: Before, place: Path) -> None:
        self._stand, self._before, self._place = stand, before, place

    async def calls(self) -> list[Call]:
        """All system calls of an undisturbed turn, as they came in each of its two threads."""
        trace = self._place / "trace"
        folder = self._fresh()
        async with copied(self._before.database) as url:
            words = ["-ff", "-y", "-o", str(trace), "-e", f"trace={_ASIDE}"]
            assert self._stand.turn(folder, url, traced=words) == runner_turns.PUBLISHED
            assert verified(folder, self._remembered()) == self._before.entries
        traces = [Path(f"{trace}.{each}").read_text(errors="replace") for each in self._stand.threads]
        return [call for thread, each in enumerate(traces) for call in _read(each, thread, folder)]

    async def with_fault(self, call: Call, fault: str) -> str:
        """What became of the turn. Whatever that is, the log is whole and the next turn goes on."""
        folder, remembered, said = self._fresh(), self._remembered(), self._place / "said"
        words = [
            "-o",
            str(said),
            "-e",
            f"trace={call.name}",
            "-e",
            f"inject={call.name}:{fault}:when={call.nth}",
        ]
        async with copied(self._before.database) as url:
            code = self._stand.turn(folder, url, traced=words, thread=call.thread)
            told = said.read_text()
            verified(folder, remembered)
            assert self._stand.turn(folder, url, to_the_end=True) == runner_turns.PUBLISHED
            assert verified(folder, remembered) == self._before.entries
        if code == -9:
            return "killed"
        if "INJECTED" not in told:
            assert not call.touches_files, f"{call} never came"
            return "came not so far"
        return {runner_turns.PUBLISHED: "published all the same", runner_turns.WAITS: "waits"}[code]

    def _fresh(self) -> Path:
        folder = self._place / "data"
        shutil.rmtree(folder, ignore_errors=True)
        return shutil.copytree(self._before.folder, folder)

    def _remembered(self) -> Path:
        copy = self._place / "remembered.json"
        copy.unlink(missing_ok=True)
        if self._before.remembered.exists():
            shutil.copy(self._before.remembered, copy)
        return copy


def _read(trace: str, thread: int, folder: Path) -> Iterator[Call]:
    """The calls until the turn was done and the thread ended."""
    seen: Counter[str] = Counter()
    for line in trace.splitlines():
        called = _CALL.match(line)
        if '"done' in line or line.startswith("exit("):
            return
        if called:
            seen[called[1]] += 1
            yield Call(thread, called[1], seen[called[1]], str(folder) in line)


def chosen(calls: list[Call]) -> list[Call]:
    """All of them, or some from beginning to end."""
    stride = max(1, -(-len(calls) // TRIES))
    return calls[stride // 2 :: stride]


@pytest.mark.parametrize(
    ("signed", "waiting"), [(0, 3), (254, 4)], ids=["the first turn of all", "a turn that fills a tile"]
)
@pytest.mark.parametrize("fault", ["error=EIO", "error=ENOSPC", "signal=KILL"])
async def test_the_log_is_whole_after_a_fault_in_a_system_call_and_goes_on(
    stand, tmp_path, fault, signed, waiting
):
    async with copied() as url:
        tries = Tries(stand, await prepared(url, tmp_path, signed, waiting), tmp_path)
        calls = await tries.calls()
        fit = [each for each in calls if each.touches_files or fault == "signal=KILL"]
        ends = Counter([await tries.with_fault(each, fault) for each in chosen(fit)])
    print(
        f"\n{fault}, {signed} + {waiting} entries: {len(calls)} calls, {len(fit)} fit, {ends.total()} tried: {dict(ends)}"
    )
    assert ends["came not so far"] <= ends.total() // 10
    assert (ends["killed"] == ends.total()) == (fault == "signal=KILL") or ends["came not so far"]
