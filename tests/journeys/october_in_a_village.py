"""A house in which an October was published: one body that answers slowly, one that answers all, and the public log of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from hearing_state.clock import ALMATY
from hearing_state.db import migrate
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.ledger import publication
from hearing_state.ledger.runner import log_in
from hearing_state.main.house import config_for, open_house
from hearing_state.settings import Settings
from tests.figures.story import asked, published
from tests.journeys.other_days import SECONDS_TO_OPEN
from tests.questions.world import World, on, world
from tests.support.contexts import make_as
from tests.support.processes import Process, free_port

LOOKED_AT = datetime(2026, 11, 10, 12, tzinfo=ALMATY)
ASKED_ON = ("2026-09-14", "2026-09-15", "2026-09-16", "2026-09-17")
SLOW = (
    "2026-09-21",
    "2026-09-22",
    "2026-09-25",
    "2026-09-28",
    "2026-09-30",
    "2026-10-02",
    "2026-10-05",
    "2026-10-19",
    "2026-10-27",
    "",
    "",
    "",
)
"""When the okrug answered its twelve; three it never did."""
QUICK = ("2026-09-21", "2026-09-22", "2026-09-23", "2026-09-24", "2026-09-25", "2026-09-28") * 2
"""When the district answered its twelve."""


async def _told(village: World) -> None:
    for body, days in ((village.okrug, SLOW), (village.district, QUICK)):
        official = village.official if body is village.okrug else village.official_of(body)
        for number, day in enumerate(days):
            ref = await asked(village, ASKED_ON[number % len(ASKED_ON)], agency=body.id)
            if day:
                await village.answer(ref, on(official, day))
    await published(village)


@asynccontextmanager
async def october_house(folder: Path) -> AsyncIterator[str]:
    """Its address; its clock says the tenth of November."""
    port, database = free_port(), EmbeddedServer(folder / "postgres", ephemeral=True).start()
    try:
        env = {
            "HS_DATABASE_URL": database.dsn("postgres"),
            "HS_DATA_DIR": str(folder / "var"),
            "HS_SITE_URL": f"http://127.0.0.1:{port}",
            "HS_DEMO": "false",
            "HS_SECRET_KEY": "s" * 40,
            "HS_DIGEST_KEY": "d" * 40,
            "HS_CLOCK_MOVED_BY_SECONDS": str(round((LOOKED_AT - datetime.now(UTC)).total_seconds())),
        }
        settings = Settings(**{name.removeprefix("HS_").lower(): text for name, text in env.items()})  # type: ignore[arg-type]
        await migrate(config_for(settings))
        async with open_house(settings, pool_max=2):
            await _told(await world(make_as(settings)))
            await publication.step(log_in(settings.data_dir, settings.site_url))
        process = Process("web", env, folder / "web.log", port=port)
        process.start()
        try:
            await asyncio.to_thread(process.wait_until_ready, SECONDS_TO_OPEN)
            yield env["HS_SITE_URL"]
        finally:
            await asyncio.to_thread(process.stop)
    finally:
        database.stop()
