"""A life in which every action of the house happens at least once: the demo's stories, and then what they leave out."""

from __future__ import annotations

from typing import Any

from tortoise.context import TortoiseContext

from hearing_state.clock import FrozenClock
from hearing_state.db import rows
from hearing_state.main import demo, packages
from hearing_state.main.house import OpenHouse
from hearing_state.settings import Settings
from tests.support.contexts import NOON


async def live(database: TortoiseContext, settings: Settings) -> None:
    packages.install()
    house = OpenHouse(settings, FrozenClock(NOON), database)
    await demo.load(house)


async def acts() -> list[dict[str, Any]]:
    return await rows("SELECT DISTINCT action FROM actions_act")


def called_inside(found: list[dict[str, Any]]) -> set[str]:
    return {each["action"] for each in found}
