"""An administrator corrects another number of the acts: the online share, the 25th, the days after tension."""

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
from meetings.duties.norm import Unit, fits
from meetings.duties.rule_table import CERTAINTIES, SOURCE_MAX, SOURCE_MIN

_HOLD = """
SELECT id, until_on, value, unit, source_kk, source_ru, source_en, certainty FROM duties_norm
 WHERE key = $1 AND from_on <= $2 AND (until_on IS NULL OR until_on >= $2) FOR UPDATE
"""
_END = "UPDATE duties_norm SET until_on = $2 WHERE id = $1"
_BEGIN = """
INSERT INTO duties_norm (id, key, name_kk, name_ru, name_en, value, unit, from_on, until_on, source_kk, source_ru, source_en, certainty)
SELECT $2, key, name_kk, name_ru, name_en, $4, unit, $3, $9::date, $5, $6, $7, $8 FROM duties_norm WHERE id = $1
"""


class SetNorm(Wish):
    """``value``: in the unit of the number; a day of the year is month and day, 115 is 15 January."""

    norm: str = Field(max_length=40)
    value: int = Field(ge=1, le=1231)
    source_kk: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)
    source_ru: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)
    source_en: str = Field("", max_length=SOURCE_MAX)
    certainty: str = Field("Q", pattern=CERTAINTIES)


async def about(context: Context, wish: SetNorm) -> Subject:
    return Subject(about=await rule_table.known_norm(context, wish.norm))


@action("duty.set_norm", entry="duty.norm_set", about=about)
async def set_norm(context: Context, wish: SetNorm) -> None:
    """Raises Invalid for a number that its unit cannot have, Conflict where somebody else changed it in the same moment."""
    held = await row(_HOLD, wish.norm, context.today)
    if held is None:
        raise Conflict("duty.changed_meanwhile")
    if not fits(wish.value, Unit(held["unit"])):
        raise Invalid("duty.number_cannot_be", field="value")
    told: dict[str, Any] = wish.model_dump(mode="json", exclude={"norm"})
    if all(held[name] == given for name, given in told.items()):
        raise Invalid("duty.nothing_changed", field="value")
    await execute(_END, held["id"], context.today - timedelta(days=1))
    sources = (wish.source_kk, wish.source_ru, wish.source_en, wish.certainty)
    await execute(_BEGIN, held["id"], new_id(), context.today, wish.value, *sources, held["until_on"])
    context.record("duty.norm_set", wish.norm, **told)
