"""H2: the hearing outlives its machine. A media node is killed in the middle; the people are heard again within ten seconds."""

import asyncio
import time
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from hearing_state.db import migrate, row
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.errors import Problem
from hearing_state.main.house import config_for, open_house
from hearing_state.settings import Settings
from meetings.media.engine import SlotWish
from meetings.nodes.engines import Engines
from tests.meetings.media.peers import Person, Tone, listens, loudness_of, speaks, until
from tests.support.processes import Process

pytestmark = pytest.mark.process

MEETING = UUID(int=77)
SECONDS = 10.0
LOOKS_EVERY = 0.5
FLOOR = ("head",)
"""Whose the floor is stands in the database; a node's death changes nothing of it. Signalling gives it on to the next node."""


@dataclass
class Hall:
    """The signalling's part, as small as it can be: it joins people again wherever the meeting lives now."""

    house: object
    engines: Engines
    node: UUID | None = None
    people: list[Person] = field(default_factory=list)

    async def join(self) -> Person:
        """A new listener at the place where the meeting lives; the speaker too."""
        carried = await self.engines.of(self.house.context(), MEETING)
        room, engine = str(MEETING), carried.engine
        await engine.open_room(room)
        for person in FLOOR:
            await engine.give_floor(room, person)
            self.people.append(await speaks(engine, room, person, Tone(440)))
        self.people.append(await listens(engine, room, "saule", SlotWish(voices=1, pictures=0)))
        self.node = carried.placed.node
        return self.people[-1]

    async def back_again(self) -> Person:
        """As signalling does it: look where the meeting lives, until it lives somewhere again."""
        while True:
            try:
                carried = await self.engines.of(self.house.context(), MEETING)
                await carried.engine.node_stats()
                return await self.join()
            except Problem:
                await asyncio.sleep(LOOKS_EVERY)

    async def close(self) -> None:
        for each in self.people:
            await each.close()
        await self.engines.close()


def heard(ear):
    return len(ear.frames.get("0", [])) > 25 and loudness_of(ear.frames["0"][-15:], 440) > 0.8


async def test_a_killed_media_node_and_everybody_is_heard_again_within_ten_seconds(tmp_path):
    server = EmbeddedServer(tmp_path / "postgres").start()
    nodes: dict[str, Process] = {}
    try:
        env = {"HS_DATABASE_URL": server.dsn("postgres"), "HS_DATA_DIR": str(tmp_path), "HS_DEMO": "false"}
        settings = Settings(
            database_url=env["HS_DATABASE_URL"], data_dir=tmp_path, demo=False, media_name="unused"
        )
        await migrate(config_for(settings))
        for name in ("media-1", "media-2"):
            nodes[name] = Process("media", {**env, "HS_MEDIA_NAME": name}, tmp_path / f"{name}.log").start()
        for each in nodes.values():
            each.wait_until_ready()
        async with open_house(settings, pool_max=4) as house:
            hall = Hall(house, Engines(settings.media_key_bytes))
            ear = await hall.join()
            await until(lambda: heard(ear))
            first = await row("SELECT name FROM nodes_node WHERE id = $1", hall.node)

            nodes[first["name"]].kill()
            killed_at = time.monotonic()
            async with asyncio.timeout(30):
                ear = await hall.back_again()
                await until(lambda: heard(ear), seconds=20)
            gap = time.monotonic() - killed_at
            print(f"\nheard again {gap:.1f} s after the kill")
            found = await row(
                "SELECT n.name, p.moves FROM nodes_placement p JOIN nodes_node n ON n.id = p.node_id"
            )
            assert found["name"] != first["name"]
            assert found["moves"] == 1
            carried = await hall.engines.of(house.context(), MEETING)
            assert (await carried.engine.room_stats(str(MEETING))).publishers.keys() == set(FLOOR)
            assert gap <= SECONDS
            await hall.close()
        assert nodes[found["name"]].stop() == 0
    finally:
        for each in nodes.values():
            each.kill()
        server.stop()
