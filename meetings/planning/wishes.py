"""What may be asked of the planner: the same in proposing one plan, many, and in replanning."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from hearing_state.actions import Wish
from meetings.planning.plan import Wanted
from meetings.schedule.meeting import MINUTES_MAX, MINUTES_MIN

Hour = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class PlannerWish(Wish):
    """Whatever is not said stays as the law and the house have it."""

    hours: tuple[Hour, ...] | None = Field(None, min_length=1, max_length=12)
    minutes: int | None = Field(None, ge=MINUTES_MIN, le=MINUTES_MAX)
    online_percent: int | None = Field(None, ge=0, le=100)
    visits_a_day: int | None = Field(None, ge=1, le=3)
    travel_minutes: int | None = Field(None, ge=0, le=480)
    at_once: int | None = Field(None, ge=1, le=100_000)

    def wanted(self, otherwise: Wanted) -> Wanted:
        said = {
            name: getattr(self, name) for name in PlannerWish.model_fields if getattr(self, name) is not None
        }
        return replace(otherwise, **said)
