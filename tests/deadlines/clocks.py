"""Clocks for tests: made through actions, as packages make them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import ALMATY
from hearing_state.db import rows
from hearing_state.deadlines.actions.open_clock import OpenClock, Opened, open_clock
from hearing_state.deadlines.actions.settle_clock import SettleClock, settle_clock
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.ids import new_id

AKIM, MINISTRY = new_id(), new_id()
VILLAGE = "113237100"


def at(day: str, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=ALMATY)


async def opened(context: Context, received: str = "2026-09-07", **more: Any) -> Opened:
    """A clock for an appeal; received on Monday 7 September 2026 it is due on Monday 28 September."""
    given = {"rule": "appeal.answer", "about": "Q-2026-000017", "agency": AKIM, "place": VILLAGE, **more}
    moment = more.pop("received_at", None) or at(received)
    return await open_clock(context, OpenClock(**{**given, "received_at": moment}))


async def settled(context: Context, clock: UUID, on: str, outcome: Outcome = Outcome.ANSWERED) -> None:
    day = datetime.fromisoformat(on).date()
    await settle_clock(context, SettleClock(clock=clock, on=day, outcome=outcome))


async def entries(about: str) -> list[str]:
    """Kinds of the public entries about a thing, in order."""
    found = await rows("select kind from ledger_entry where about = $1 and is_public order by id", about)
    return [each["kind"] for each in found]
