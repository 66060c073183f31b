"""The devices of `make bench-hall`: real sockets, which answer pings and note when each state came."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import time
from typing import Any

import uvloop
from websockets.asyncio.client import ClientConnection, connect

ENTERING = 40
"""Who come in at the same time."""
PATIENCE_SECONDS = 20.0


class Device:
    def __init__(self) -> None:
        self.shown: list[tuple[int, float]] = []
        """The number of each state, and the moment at which it came."""
        self.came = asyncio.Event()

    async def live(self, address: str, ticket: str, entered: asyncio.Event) -> None:
        async with connect(address, compression=None, proxy=None, ping_interval=None) as socket:
            await socket.send(json.dumps({"t": "hello", "version": 1, "ticket": ticket}))
            await self._listen(socket, entered)

    async def _listen(self, socket: ClientConnection, entered: asyncio.Event) -> None:
        async for frame in socket:
            at = time.monotonic()
            said: dict[str, Any] = json.loads(frame)
            if said["t"] == "state":
                self.shown.append((said["n"], at))
                self.came.set()
                entered.set()
            elif said["t"] == "ping":
                await socket.send(json.dumps({"t": "pong", "n": said["n"]}))

    async def when(self, number: int) -> float:
        """The moment at which a state with this number or a later one came."""
        while True:
            self.came.clear()
            found = next((at for shown, at in self.shown if shown >= number), None)
            if found is not None:
                return found
            await self.came.wait()


async def _run(port: int) -> None:
    tickets = json.loads(await asyncio.to_thread(sys.stdin.readline))
    devices, tasks, places = [Device() for _ticket in tickets], set(), asyncio.Semaphore(ENTERING)

    async def come(device: Device, ticket: str) -> None:
        async with places:
            entered = asyncio.Event()
            tasks.add(asyncio.create_task(device.live(f"ws://127.0.0.1:{port}/live", ticket, entered)))
            async with asyncio.timeout(PATIENCE_SECONDS):
                await entered.wait()

    await asyncio.gather(*(come(*each) for each in zip(devices, tickets, strict=True)))
    print(json.dumps(len(devices)), flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        number = json.loads(line)["shown_from"]
        async with asyncio.timeout(PATIENCE_SECONDS):
            print(json.dumps([await each.when(number) for each in devices]), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    uvloop.run(_run(parser.parse_args().port))
