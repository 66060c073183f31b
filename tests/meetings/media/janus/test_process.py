"""Janus as a process of the house: spoken to by us alone, ended with us, started again when it dies."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from hearing_state.errors import Unavailable
from meetings.media.engine import SlotWish
from meetings.media.janus.line import JanusLine, Refused
from meetings.media.janus.process import JanusPlace, JanusProcess
from tests.meetings.media.engines import own_address, started
from tests.meetings.media.peers import Tone, listens, speaks, until

LISTENS = "0A"
START = """
import asyncio, sys
from meetings.media.janus.process import JanusPlace, JanusProcess
async def main():
    process = await JanusProcess.start(JanusPlace(sys.argv[1]))
    print(process.number, process.socket, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


async def test_nobody_without_the_secret_is_answered_and_no_port_is_open(tmp_path):
    async with started("janus", tmp_path) as media:
        process = media._process
        with pytest.raises(Refused) as refusal:
            await JanusLine.connect(process.socket, "another", lambda: None)
        assert refusal.value.code == 403
        assert process.socket.parent.stat().st_mode & 0o077 == 0
        sockets = {
            str(each.readlink()) for each in Path(f"/proc/{process.number}/fd").iterdir() if each.is_symlink()
        }
        for table in ("tcp", "tcp6"):
            rows = [
                line.split()
                for line in Path(f"/proc/{process.number}/net/{table}").read_text().splitlines()[1:]
            ]
            assert not {f"socket:[{row[9]}]" for row in rows if row[3] == LISTENS} & sockets
    assert not process.socket.parent.exists()


async def test_when_janus_is_killed_the_node_says_so_and_carries_the_meeting_again(tmp_path):
    async with started("janus", tmp_path) as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Tone(440))
        ear = await listens(media, "m", "saule", SlotWish(voices=1, pictures=0))
        await until(lambda: ear.packets)
        os.kill(media._process.number, signal.SIGKILL)
        async with asyncio.timeout(20):
            while await _is_there(media):
                await asyncio.sleep(0.01)
            while not await _is_there(media):
                await asyncio.sleep(0.05)
        assert (await media.node_stats()).seats == 0
        assert (await media.room_stats("m")).publishers == {}
        again = await speaks(media, "m", "head", Tone(440))  # she still has the floor
        later = await listens(media, "m", "saule", SlotWish(voices=1, pictures=0))
        await until(lambda: len(later.packets) > 20)
        for each in (head, ear, again, later):
            await each.close()


async def test_on_loopback_janus_would_be_deaf_and_does_not_start():
    with pytest.raises(Unavailable):
        await JanusProcess.start(JanusPlace("127.0.0.1"))


async def _is_there(media):
    try:
        await media.node_stats()
    except Unavailable:
        return False
    return True


async def test_whoever_started_it_may_be_killed_and_it_ends_too():
    starter = await asyncio.create_subprocess_exec(
        sys.executable, "-c", START, own_address(), stdout=asyncio.subprocess.PIPE
    )
    number, socket = (await starter.stdout.readline()).decode().split()
    starter.kill()
    await starter.wait()
    await until(lambda: _has_ended(int(number)))
    for each in Path(socket).parent.iterdir():
        each.unlink()
    Path(socket).parent.rmdir()


def _has_ended(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
