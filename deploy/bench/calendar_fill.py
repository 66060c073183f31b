"""Fills a house with meetings for measuring; as a program: takes the classifier in, `… calendar_fill FILE DSN`."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hearing_state.actions import Context, by_law
from hearing_state.agencies.actions.found_offices import FoundOffices, found_offices
from hearing_state.agencies.offices import folded_names
from hearing_state.clock import ALMATY
from hearing_state.db import connected, database_config, direct
from hearing_state.ids import new_id, reference
from hearing_state.main import packages
from hearing_state.settings import Settings
from hearing_state.territories.actions.import_classifier import ImportClassifier, import_classifier

SEED = 20261125
YEARS = 3
HOURS = (10, 12, 14, 16, 18, 20)
LENGTH = timedelta(minutes=90)
CANCELLED, MOVED = 0.04, 0.05
FRIDAY = 5
_MEETING = (
    "id", "ref", "agency_id", "place_code", "kind", "state", "mode", "starts_at", "ends_at", "title_kk", "title_ru", "languages",
    "interpretation", "host_name", "host_post_kk", "host_post_ru", "host_post_en", "address_kk", "address_ru", "report_minutes",
    "announce_days", "announced_at", "started_at", "finished_at", "cancelled_at", "created_at", "folded",
)  # fmt: skip
_CHANGE = ("id", "meeting_id", "kind", "made_at", "reason", "before_at", "after_at", "facts")
_PAIRS = """
SELECT a.id AS agency, a.name_kk AS body_kk, a.name_ru AS body_ru, p.code, p.name_kk, p.name_ru
  FROM agencies_agency a JOIN territories_place p ON p.code = a.place_code OR p.parent_code = a.place_code
 WHERE a.dissolved_on IS NULL AND p.closed_on IS NULL
   AND NOT EXISTS (SELECT 1 FROM schedule_meeting m WHERE m.agency_id = a.id) ORDER BY a.id, p.code
"""
# The demo's own meetings are left alone: nobody is in two places.


@dataclass(frozen=True, slots=True)
class Filled:
    """``meetings``: how many there are; the rest is what pages are asked of."""

    meetings: int
    months: Sequence[str]
    oblasts: Sequence[str]
    villages: Sequence[str]
    offices: Sequence[str]


async def fill(dsn: str, a_year: int) -> Filled:
    """Last year, this year and the next, spread over offices, places, weekdays and hours."""
    line = await direct(dsn)
    try:
        this_year = datetime.now(UTC).astimezone(ALMATY).year
        pairs = await line.fetch(_PAIRS)
        made = list(_meetings(pairs, a_year, this_year))
        for table, columns, records in (
            ("schedule_meeting", _MEETING, [each for each, _changes in made]),
            ("schedule_change", _CHANGE, [each for _meeting, changes in made for each in changes]),
        ):
            await line.copy_records_to_table(table, columns=columns, records=records)
        await line.execute("VACUUM ANALYZE schedule_meeting")
        await line.execute("VACUUM ANALYZE schedule_change")
        return Filled(
            await line.fetchval("SELECT count(*) FROM schedule_meeting"),
            [f"{year}-{month:02}" for year in (this_year - 1, this_year) for month in (3, 7, 11)],
            await _codes(line, "parent_code IS NULL", 6),
            await _codes(line, "level = 'settlement'", 24),
            [each["slug"] for each in await line.fetch("SELECT slug FROM agencies_agency WHERE place_code IS NOT NULL AND dissolved_on IS NULL ORDER BY md5(slug) LIMIT 24")],
        )  # fmt: skip
    finally:
        await line.close()


async def _codes(line: Any, which: str, limit: int) -> list[str]:
    sql = f"SELECT code FROM territories_place WHERE {which} AND closed_on IS NULL ORDER BY md5(code) LIMIT {limit}"
    return [each["code"] for each in await line.fetch(sql)]


def _meetings(
    pairs: Sequence[Any], a_year: int, this_year: int
) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    chance, taken, number = random.Random(SEED), set(), 0
    for year in range(this_year - 1, this_year - 1 + YEARS):
        days = [
            day
            for each in range(365)
            if (day := date(year, 1, 1) + timedelta(days=each)).isoweekday() <= FRIDAY
        ]
        made = 0
        while made < a_year:
            pair, day, hour = chance.choice(pairs), chance.choice(days), chance.choice(HOURS)
            slot = pair["agency"], day, hour
            if slot in taken:
                continue
            taken.add(slot)
            made, number = made + 1, number + 1
            starts_at = datetime.combine(day, time(hour), ALMATY)
            yield _one(pair, starts_at, reference("M", year, 500_000 + number), chance)


def _one(
    pair: Any, starts_at: datetime, ref: str, chance: random.Random
) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    now = datetime.now(UTC)
    is_past, is_off = starts_at + LENGTH < now, chance.random() < CANCELLED
    state = (
        "cancelled"
        if is_off
        else "held"
        if is_past
        else "announced"
        if starts_at < now + timedelta(days=21)
        else "planned"
    )
    announced_at = starts_at - timedelta(days=15) if state != "planned" else None
    begun, ended = (starts_at, starts_at + LENGTH) if state == "held" else (None, None)
    kk, ru = f"{pair['name_kk']}: тұрғындармен кездесу", f"{pair['name_ru']}: встреча с жителями"
    key, made_at = new_id(), min(now, starts_at) - timedelta(days=60)
    meeting = (
        key, ref, pair["agency"], pair["code"], "planned", state, chance.choice(("online", "online", "hybrid", "hall")), starts_at,
        starts_at + LENGTH, kk, ru, ["kk", "ru"], [], "Бауыржан Омаров", "Әкім", "Аким", "Akim", "Мәдениет үйі", "Дом культуры", 22, 14,
        announced_at, begun, ended, made_at if is_off else None, made_at, folded_names(kk, ru, pair["body_kk"], pair["body_ru"]),
    )  # fmt: skip
    changes = [(new_id(), key, "planned", made_at, "", None, None, "{}")]
    if announced_at:
        changes.append((new_id(), key, "announced", min(announced_at, now), "", None, None, "{}"))
    if chance.random() < MOVED:
        before, facts = starts_at - timedelta(days=3), '{"state": "announced"}'
        changes.append((new_id(), key, "moved", made_at, "Боран", before, starts_at, facts))
    if state in ("held", "cancelled"):
        changes.append((new_id(), key, state, ended or made_at, "", None, None, "{}"))
    return meeting, changes


async def _take_in(content: bytes, dsn: str) -> None:
    packages.install()
    context = Context(now=datetime.now(UTC), settings=Settings())
    async with connected(database_config(dsn, packages.models(), pool_max=2)):
        wish = ImportClassifier(content=content, may_close_many=True)
        imported = await by_law(context, import_classifier, wish)
        await by_law(context, found_offices, FoundOffices(version=imported.version))
        print(f"the classifier: {imported.total} places")


if __name__ == "__main__":
    asyncio.run(_take_in(Path(sys.argv[1]).read_bytes(), sys.argv[2]))
