"""A life in which every action of planning happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.db import rows, value
from hearing_state.permissions import SYSTEM, Role
from meetings.planning import comparing, kept

THINGS = {
    "planned": "SELECT id::text FROM planning_entry WHERE meeting_id IS NULL AND removed_at IS NULL ORDER BY id LIMIT 1",
    "run": "SELECT id::text FROM planning_run ORDER BY id LIMIT 1",
    "year": "SELECT '2027'",
}
MISSING = {"planned": str(UUID(int=7)), "run": str(UUID(int=7)), "year": "2031"}


async def live(life: Any) -> None:
    official = life.as_("official.okrug", Role.OFFICIAL, OKRUG)
    slug = await value("SELECT slug FROM agencies_agency WHERE id = $1", life._bodies[OKRUG])
    paper = {"approved_on": date(2025, 1, 14), "number": "12-р", "source": "Әкімдіктің сайты"}
    await life.call(life.administrator, "plan.record_paper", agency=slug, year=2025, **paper)
    away = {"agency": slug, "from_on": date(2027, 4, 5), "until_on": date(2027, 4, 9), "reason": "trip"}
    absence = await life.call(official, "plan.set_absence", **away)
    made = await life.call(official, "plan.propose", agency=slug, part="2027-H1")
    await edited(life, official, made.ref)
    await life.call(official, "plan.end_absence", absence=absence)
    await replanned(life, official, made.ref)
    await decided(life, official, made.ref)
    other = await life.call(official, "plan.propose", agency=slug, part="2027-H2")
    await life.call(official, "plan.withdraw", plan=other.ref, version=1)
    await many(life)


async def edited(life: Any, official: Any, ref: str) -> None:
    plan = await kept.plan(official, ref)
    entry = (await kept.entries(official, plan.id))[0]
    added = await life.call(
        official,
        "plan.add_entry",
        plan=ref,
        place=entry.place_code,
        starts_at=entry.starts_at + timedelta(days=1),
        mode="online",
    )
    about = {"plan": ref, "entry": added}
    hour = entry.starts_at + timedelta(days=1, hours=1)
    await life.call(official, "plan.move_entry", **about, version=1, starts_at=hour, minutes=60)
    await life.call(official, "plan.change_entry", **about, version=2, mode="hybrid", note="Клуб жөнделуде.")
    await life.call(official, "plan.remove_entry", **about, version=3)
    await life.call(official, "plan.restore_entry", **about)
    await life.call(official, "plan.fix_entry", **about, is_fixed=True)
    await life.call(official, "plan.remove_entry", **about, version=6)


async def replanned(life: Any, official: Any, ref: str) -> None:
    plan = await kept.plan(official, ref)
    wanted = {**plan.wanted.stored(), "hours": ("11:00", "12:30")}
    wish = {name: wanted[name] for name in ("hours", "minutes", "online_percent")}
    shown = await comparing.compared(official, plan, plan.wanted.read(wanted))
    await life.call(official, "plan.replan", plan=ref, version=plan.version, digest=shown.digest, **wish)


async def decided(life: Any, official: Any, ref: str) -> None:
    head = life.as_("head.okrug", Role.HEAD, OKRUG)
    for is_first in (True, False):
        version = (await kept.plan(official, ref)).version
        await life.call(official, "plan.submit", plan=ref, version=version)
        if is_first:
            await life.call(head, "plan.send_back", plan=ref, remark="Айлар бойынша тексеріңіз.")
    version = (await kept.plan(official, ref)).version
    await life.call(head, "plan.approve", plan=ref, version=version, contact="maslikhat@example.kz")
    sent = {"recipient": "government", "number": "12", "sent_on": official.today}
    await life.call(official, "plan.dispatch", plan=ref, **sent)


async def many(life: Any) -> None:
    asked = await life.call(life.administrator, "plan.propose_many", place=DISTRICT, part="2027-H2")
    system = replace(life._context, actor=SYSTEM)
    for piece in await rows("SELECT number FROM planning_piece WHERE run_id = $1 ORDER BY number", asked.run):
        await life.call(system, "plan.propose_piece", run=asked.run, number=piece["number"])
