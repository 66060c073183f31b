"""kill -9 of web, worker (which counts) and PostgreSQL in the middle of a rush: what was acknowledged is stored, logged and counted once.

Twice each; ``HS_KILLS=20`` before a release.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from deploy.bench.house import residents
from hearing_state.db import row, value
from hearing_state.people import demo as staff
from petitions.considering import demo as petitions
from petitions.signing import recounting
from tests.promises.faults import rehearsal

KILLS = int(os.environ.get("HS_KILLS", "2"))
SECONDS_A_KILL = 1.5
SIGNERS = 120 * KILLS
COUNTED_WITHIN_SECONDS = 60.0
AGAIN = 0.3
"""Of those who were answered: the share whose phone did not hear it and asks once more."""

pytestmark = pytest.mark.process


@dataclass
class Rush:
    """``receipts``: what each signer was told, by her number. ``changed``: who was told another one later."""

    petition: str
    secrets: list[str]
    receipts: dict[int, str] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)
    tries: int = 0


async def _begun(there: rehearsal.Installation, folder: Path) -> Rush:
    context = there.house.context()
    await petitions.load(context, await staff.load(context))
    ref = await value("SELECT ref FROM drafting_petition WHERE state = 'public' ORDER BY ref LIMIT 1")
    return Rush(ref, await residents(folder, SIGNERS))


async def _people_sign(there: rehearsal.Installation, rush: Rush) -> None:
    """Each signs at a moment of her own, and again until there is an answer."""
    base = f"http://127.0.0.1:{there.web.port}"
    async with httpx2.AsyncClient(base_url=base, timeout=10) as browser:
        await asyncio.gather(*(_one_signs(browser, rush, number) for number in range(SIGNERS)))


async def _one_signs(browser: httpx2.AsyncClient, rush: Rush, number: int) -> None:
    draw = random.Random(number)
    await asyncio.sleep(draw.uniform(0.0, KILLS * SECONDS_A_KILL))
    while not await _signed(browser, rush, number):
        await asyncio.sleep(draw.uniform(0.05, 0.3))
    if draw.random() < AGAIN:
        await _signed(browser, rush, number)


async def _signed(browser: httpx2.AsyncClient, rush: Rush, number: int) -> bool:
    headers = {
        "authorization": f"Bearer {rush.secrets[number]}",
        "x-forwarded-for": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    }
    rush.tries += 1
    try:
        answer = await browser.post(
            f"/api/v1/petitions/{rush.petition}/signature", json={"consent": True}, headers=headers
        )
    except httpx2.HTTPError:
        return False
    if answer.status_code in {500, 502, 503, 504}:
        return False
    assert answer.status_code == 200, answer.text
    told = answer.json()["receipt"]
    if rush.receipts.setdefault(number, told) != told:
        rush.changed.append(number)
    return True


async def _verdict(rush: Rush, before: int) -> dict[str, int]:
    """``before``: signatures that the petition had."""
    id_ = await value("SELECT id FROM drafting_petition WHERE ref = $1", rush.petition)
    async with asyncio.timeout(COUNTED_WITHIN_SECONDS):
        while await value("SELECT count(*) FROM signing_change"):
            await asyncio.sleep(0.2)
    told = sorted(rush.receipts.values())
    assert rush.changed == []
    assert len(set(told)) == SIGNERS
    stored = await row(
        "SELECT count(*) AS all, count(DISTINCT signer) AS signers, count(*) FILTER (WHERE receipt = ANY($2)) AS told"
        " FROM signing_signature WHERE petition_id = $1 AND state = 'valid'",
        id_, told,
    )  # fmt: skip
    assert stored == {"all": before + SIGNERS, "signers": before + SIGNERS, "told": SIGNERS}
    logged = await row(
        "SELECT count(*) AS all, count(DISTINCT facts ->> 'receipt') AS receipts FROM ledger_entry"
        " WHERE kind = 'petition.signed' AND about = $1 AND facts ->> 'receipt' = ANY($2)",
        rush.petition, told,
    )  # fmt: skip
    assert logged == {"all": SIGNERS, "receipts": SIGNERS}
    assert await value("SELECT total FROM signing_total WHERE petition_id = $1", id_) == before + SIGNERS
    assert await recounting.different() == []
    assert await value("SELECT count(*) FROM jobs_outbox WHERE dead_at IS NOT NULL") == 0
    return {"signers": SIGNERS, "tries": rush.tries}


async def _rehearse(
    folder: Path, killing: Callable[[rehearsal.Installation], Callable[[], Awaitable[None]]]
) -> None:
    async with rehearsal.installation(folder) as there:
        rush = await _begun(there, folder)
        before = await value(
            "SELECT count(*) FROM signing_signature s JOIN drafting_petition p ON p.id = s.petition_id WHERE p.ref = $1 AND s.state = 'valid'",
            rush.petition,
        )
        kill = killing(there)

        async def kills() -> None:
            draw = random.Random(7)
            for _number in range(KILLS):
                await asyncio.sleep(draw.uniform(0.05, 0.6))
                await kill()

        await asyncio.gather(_people_sign(there, rush), kills())
        print(f"\n{KILLS} kills: {await _verdict(rush, before)}")


async def test_the_web_process_is_killed_while_people_sign(tmp_path):
    def killing(there):
        def again() -> None:
            there.web.kill()
            there.web.start().wait_until_ready()

        return lambda: asyncio.to_thread(again)

    await _rehearse(tmp_path, killing)


async def test_the_worker_is_killed_while_signatures_are_counted(tmp_path):
    def killing(there):
        def again() -> None:
            there.worker.kill()
            there.worker.log.write_text("")
            there.worker.start().wait_until_ready()

        return lambda: asyncio.to_thread(again)

    await _rehearse(tmp_path, killing)


async def test_the_database_is_killed_while_people_sign(tmp_path):
    def killing(there):
        async def again() -> None:
            os.kill(there.database.pid, 9)
            await asyncio.sleep(0.05)
            there.database.revive()  # main thread only; the loop waits, as a service manager's host would not

        return again

    await _rehearse(tmp_path, killing)
