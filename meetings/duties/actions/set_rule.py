"""An administrator corrects who must meet whom how often. What was in force ends with yesterday and stays readable."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.duties import rule_table
from meetings.duties.duty import PeriodKind
from meetings.duties.rule_table import CERTAINTIES, SOURCE_MAX, SOURCE_MIN

_HOLD = """
SELECT id, until_on, times, period, announce_days, may_deputise, source_kk, source_ru, source_en, certainty
  FROM duties_rule WHERE key = $1 AND from_on <= $2 AND (until_on IS NULL OR until_on >= $2) FOR UPDATE
"""
# The days after which the version in force would have ended by itself are the new version's too.
_BEGIN = """
INSERT INTO duties_rule (id, key, name_kk, name_ru, name_en, holders, where_met, kinds, excepted, times, period, announce_days,
                         may_deputise, from_on, until_on, source_kk, source_ru, source_en, certainty)
SELECT $2, key, name_kk, name_ru, name_en, holders, where_met, kinds, excepted, $4, $5, $6, $7, $3, $12::date, $8, $9, $10, $11
  FROM duties_rule WHERE id = $1
"""
_END = "UPDATE duties_rule SET until_on = $2 WHERE id = $1"


class SetRule(Wish):
    """``rule``: its key. The sources say where in the law the new numbers stand; English is optional."""

    rule: str = Field(max_length=40)
    times: int = Field(ge=1, le=366)
    period: PeriodKind
    announce_days: int = Field(ge=0, le=90)
    may_deputise: bool = False
    source_kk: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)
    source_ru: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)
    source_en: str = Field("", max_length=SOURCE_MAX)
    certainty: str = Field("Q", pattern=CERTAINTIES)


async def about(context: Context, wish: SetRule) -> Subject:
    return Subject(about=await rule_table.known_rule(context, wish.rule))


@action("duty.set_rule", entry="duty.rule_set", about=about)
async def set_rule(context: Context, wish: SetRule) -> None:
    """Raises Invalid where nothing would change, Conflict where somebody else changed it in the same moment."""
    held = await row(_HOLD, wish.rule, context.today)
    if held is None:
        raise Conflict("duty.changed_meanwhile")
    told: dict[str, Any] = wish.model_dump(mode="json", exclude={"rule"})
    if all(held[name] == value for name, value in told.items()):
        raise Invalid("duty.nothing_changed", field="times")
    await execute(_END, held["id"], context.today - timedelta(days=1))
    numbers = (wish.times, wish.period.value, wish.announce_days, wish.may_deputise)
    sources = (wish.source_kk, wish.source_ru, wish.source_en, wish.certainty)
    await execute(_BEGIN, held["id"], new_id(), context.today, *numbers, *sources, held["until_on"])
    context.record("duty.rule_set", wish.rule, **told)
