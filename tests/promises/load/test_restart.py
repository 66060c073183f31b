"""A release is not noticed (L10): nginx before two web processes, each restarted in turn under steady requests; none fails.

The nginx is Debian's with the configuration of deploy/nginx, TLS and limits on; the processes are those that an operator starts. 25 requests a second here, beside other
tests; ``HS_RESTART_RATE=100`` before a release, on a machine of its own.
"""

import asyncio
import os
import random
import re
import signal
import ssl
import subprocess
import time
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from hearing_state.db import value
from tests.deploy.front_door import PROGRAM, lay_out, wait_for
from tests.promises.faults import rehearsal
from tests.support.processes import Process, free_port

RATE = float(os.environ.get("HS_RESTART_RATE", "25"))
LOOKS, ASKS = RATE * 0.85, RATE * 0.15
"""Requests a second: pages of visitors, and questions that people hand in."""
PAGES = (
    "/kk/",
    "/ru/questions",
    "/kk/bodies",
    "/en/help",
    "/kk/deadlines",
    "/kk/places/103230100",
    "/log/checkpoint",
)
ADDRESSES = tuple(f"127.0.0.{number}" for number in range(2, 8))
NAMED = {"sni_hostname": "hearing.example"}
_REFERENCE = re.compile(r"Q-\d{4}-\d{6}")
pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(PROGRAM is None, reason="nginx is not installed (Debian: nginx-light)"),
]


@dataclass
class Seen:
    statuses: Counter[int] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def take(self, what: str, answer: httpx2.Response, began: float) -> None:
        self.statuses[answer.status_code] += 1
        self.seconds.append(time.monotonic() - began)
        if answer.status_code >= 400 and not (what.startswith("/log/") and answer.status_code == 404):
            self.failed.append(f"{what}: {answer.status_code} {answer.text[:120]}")


@asynccontextmanager
async def behind_nginx(there: rehearsal.Installation, folder: Path):
    """The installation's web process and one beside it, with nginx in front; its base address."""
    beside = Process(
        "web", {name: there.web.env[name] for name in there.web.env}, folder / "beside.log", port=free_port()
    )
    beside.start()
    await asyncio.to_thread(beside.wait_until_ready)
    tls, away = free_port(), free_port()
    ports = {"console": away, "live": away, "broadcast": away, "plain": free_port(), "alive": free_port()}
    (folder / "nginx").mkdir()
    path = lay_out(folder / "nginx", web=there.web.port, beside=beside.port, tls=tls, **ports)
    log = (folder / "nginx" / "errors").open("w")  # a pipe that nobody reads would fill up and stop nginx
    nginx = subprocess.Popen([PROGRAM, "-c", str(path), "-p", str(folder / "nginx")], stderr=log)
    try:
        await asyncio.to_thread(wait_for, tls, nginx)
        yield beside, f"https://127.0.0.1:{tls}"
    finally:
        nginx.terminate()
        nginx.wait(10)
        log.close()
        beside.kill()


def browser_at(base: str, address: str) -> httpx2.AsyncClient:
    """People of one address: nginx bounds each of them."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    transport = httpx2.AsyncHTTPTransport(
        verify=trusting, local_address=address, limits=httpx2.Limits(max_connections=60)
    )
    return httpx2.AsyncClient(
        base_url=base, transport=transport, timeout=20, headers={"host": "hearing.example"}
    )


async def steadily(a_second: float, until: asyncio.Event, once) -> None:
    """Begins one after the other, at the second's fraction, whether the last has ended or not."""
    loop = asyncio.get_running_loop()
    began, number, running = loop.time(), 0, set()
    while not until.is_set():
        task = asyncio.create_task(once(number))
        running.add(task)
        task.add_done_callback(running.discard)
        number += 1
        await asyncio.sleep(max(0.0, began + number / a_second - loop.time()))
    await asyncio.gather(*running)


async def test_both_processes_are_restarted_and_no_request_fails(tmp_path):
    async with rehearsal.installation(tmp_path) as there, behind_nginx(there, tmp_path) as (beside, base):
        seen, done = Seen(), asyncio.Event()
        async with AsyncExitStack() as opened:
            browsers = [await opened.enter_async_context(browser_at(base, address)) for address in ADDRESSES]

            async def look(number: int) -> None:
                path, began = PAGES[number % len(PAGES)], time.monotonic()
                try:
                    seen.take(path, await browsers[number % len(browsers)].get(path, extensions=NAMED), began)
                except httpx2.HTTPError as fault:
                    seen.failed.append(f"{path}: {type(fault).__name__}")

            async def ask(number: int) -> None:
                question = {
                    "title": f"Сұрақ {number}: көшедегі шам қашан жанады?",
                    "text": "Көшедегі шам бір айдан бері жанбайды. Қашан жөнделетінін айтыңыздаршы.",
                    "language": "kk", "place": "103230100", "topic": "street_lighting", "is_public": True, "consent": True,
                }  # fmt: skip
                secret = there.secrets[number % len(there.secrets)]
                keyed = {"authorization": f"Bearer {secret}", "idempotency-key": str(uuid4())}
                began = time.monotonic()
                try:
                    answer = await browsers[number % len(browsers)].post(
                        "/api/v1/questions", json=question, headers=keyed, extensions=NAMED
                    )
                except httpx2.HTTPError as fault:
                    seen.failed.append(f"ask: {type(fault).__name__}")
                    return
                if (
                    answer.status_code == 429
                ):  # the limits of one address and one person are on; a refusal is an answer
                    seen.statuses[429] += 1
                    return
                seen.take("ask", answer, began)
                seen.slips += _REFERENCE.findall(answer.text)[:1]

            async def restart() -> list[float]:
                took = []
                await asyncio.sleep(2)
                for process in (there.web, beside):
                    began = time.monotonic()
                    assert await asyncio.to_thread(process.stop) in {
                        0,
                        -signal.SIGTERM,
                    }  # uvicorn raises the signal again at the end
                    process.start()
                    await asyncio.to_thread(process.wait_until_ready, 120)
                    took.append(time.monotonic() - began)
                    await asyncio.sleep(random.uniform(1, 2))
                done.set()
                return took

            took, _looked, _asked = await asyncio.gather(
                restart(), steadily(LOOKS, done, look), steadily(ASKS, done, ask)
            )
        assert seen.failed == [], (tmp_path / "nginx" / "errors").read_text()[:3000]
        stored = await value("SELECT count(*) FROM questions_question WHERE title LIKE 'Сұрақ %'")
        assert len(seen.slips) == len(set(seen.slips)) == stored
        seen.seconds.sort()
        print(
            f"\n{sum(seen.statuses.values())} requests at {RATE:.0f}/s, {dict(seen.statuses)}, 0 failed, {stored} questions;"
            f" restarts {', '.join(f'{each:.1f}' for each in took)} s; p99 {seen.seconds[int(len(seen.seconds) * 0.99)] * 1000:.0f} ms"
        )
