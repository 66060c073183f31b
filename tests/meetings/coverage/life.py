"""A life in which every action of coverage happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hearing_state.agencies.demo import OKRUG
from hearing_state.db import value

THINGS = {"tension": "SELECT id::text FROM coverage_tension WHERE ended_at IS NULL ORDER BY id LIMIT 1"}
MISSING = {"tension": str(UUID(int=7))}
VILLAGE = "103230100"
GROUNDS = "Тұрғындар жиналып, су мәселесін шешуді талап етіп жатыр."


async def live(life: Any) -> None:
    slug = await value("SELECT slug FROM agencies_agency WHERE id = $1", life._bodies[OKRUG])
    wish = {"agency": slug, "place": OKRUG, "kind": "forecast", "topic": "roads", "grounds": GROUNDS}
    declared = await life.call(life.official, "tension.declare", **wish)
    system = life._context.as_system()
    await life.call(replace(system, now=system.now + timedelta(days=9)), "tension.remind")
    await life.call(replace(system, now=system.now + timedelta(days=30)), "tension.miss")
    reason = "Жол жөнделді, тұрғындар тарады."
    await life.call(life.head, "tension.end", tension=str(declared), reason=reason)
