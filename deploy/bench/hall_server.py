"""The measured process of `make bench-hall`: the live halls as `hearing-state live` has them, telling how many seats are taken."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
from pathlib import Path

import uvicorn
import uvloop

from deploy.bench.house import SETTINGS, free_port
from hearing_state.main.dev import OrderlyServer
from hearing_state.main.hall import open_hall
from hearing_state.main.house import open_house
from hearing_state.main.logs import set_up_logs
from hearing_state.main.serving import UVICORN, application_in
from hearing_state.main.settling import settle_down
from hearing_state.settings import Settings
from meetings.live.foyer import Foyer


async def _run(address: str) -> None:
    os.environ.update({**SETTINGS, "HS_LOG_LEVEL": "info", "HS_DATABASE_URL": address})
    settings, port = Settings(), free_port()
    set_up_logs(settings)
    async with open_house(settings, name="bench-hall") as house, open_hall(house) as foyer:
        app = application_in(house, public=False, console=False, foyer=foyer)
        options = {name: value for name, value in UVICORN.items() if name != "loop"}
        server = OrderlyServer(uvicorn.Config(app, host="127.0.0.1", port=port, lifespan="off", **options))
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.02)
        settle_down()
        print(port, flush=True)
        while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
            print(json.dumps(_figure(foyer, word)), flush=True)
        server.should_exit = True
        await serving


def _figure(foyer: Foyer, word: str) -> int:
    if word == "seats":
        return len(foyer.seats)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    uvloop.run(_run(parser.parse_args().address))
