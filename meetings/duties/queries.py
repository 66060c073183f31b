"""Reading duties to meet. All of it is public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound
from meetings.duties.duty import Duty, DutyRule, PeriodKind
from meetings.duties.norm import Norm, RecordStart, Unit

COLUMNS = "d.rule_key, d.agency_id, d.place_code, d.times, d.period, d.announce_days, d.may_deputise, d.counted_from"
"""Of the view ``duties_duty d``; higher rooms join it with their own tables."""
IN_FORCE = "d.from_on <= $1 AND (d.until_on IS NULL OR d.until_on >= $1)"
"""Duties by the rules of the day ``$1``, without places in which nobody lives."""
INHABITED = """
(d.place_code IS NULL OR d.place_code NOT IN (
   SELECT e.place_code FROM duties_exemption e WHERE e.from_on <= $1 AND (e.until_on IS NULL OR e.until_on >= $1)))
"""
ANNOUNCE_DAYS_MAX = 14
_AT = f"""
SELECT {COLUMNS} FROM duties_duty d WHERE {IN_FORCE} AND d.agency_id = $2 AND d.place_code IS NOT DISTINCT FROM $3::text
 ORDER BY d.announce_days DESC LIMIT 1
"""
_OF_AGENCIES = f"""
SELECT {COLUMNS} FROM duties_duty d WHERE {IN_FORCE} AND {INHABITED} AND d.agency_id = ANY ($2::uuid[]) ORDER BY d.place_code, d.rule_key
"""
_ALL = (
    f"SELECT {COLUMNS} FROM duties_duty d WHERE {IN_FORCE} AND {INHABITED} ORDER BY d.place_code, d.rule_key"
)
_ANNOUNCE = f"SELECT max(d.announce_days) FROM duties_duty d WHERE {IN_FORCE} AND d.agency_id = $2"
_RULES = """
SELECT id, key, name_kk, name_ru, name_en, times, period, announce_days, may_deputise, from_on, until_on, source_kk, source_ru,
       source_en, certainty
  FROM duties_rule ORDER BY key, from_on DESC
"""
_NORMS = """
SELECT id, key, name_kk, name_ru, name_en, value, unit, from_on, until_on, source_kk, source_ru, source_en, certainty
  FROM duties_norm ORDER BY key, from_on DESC
"""
_STARTS = """
SELECT s.from_on, s.reason, a.slug, a.name_kk, a.name_ru, a.name_en FROM duties_record_start s
  LEFT JOIN agencies_agency a ON a.id = s.agency_id ORDER BY a.name_kk NULLS FIRST
"""
_NORMS_IN_FORCE = """
SELECT key, value FROM duties_norm n WHERE n.key = ANY ($2::text[]) AND n.from_on <= $1 AND (n.until_on IS NULL OR n.until_on >= $1)
"""


async def duty_at(context: Context, agency_id: UUID, place_code: str | None) -> Duty | None:
    """The duty of an office in one place by the rules of today; None where the law asks for no meeting there."""
    found = await row(_AT, context.today, agency_id, place_code)
    return duty_from(found) if found else None


async def duties_of(context: Context, agency_ids: list[UUID]) -> list[Duty]:
    """What these offices owe, place by place."""
    return [duty_from(each) for each in await rows(_OF_AGENCIES, context.today, agency_ids)]


async def every_duty(context: Context) -> list[Duty]:
    """The duties of the whole country."""
    return [duty_from(each) for each in await rows(_ALL, context.today)]


async def announce_days_of(context: Context, agency_id: UUID) -> int:
    """How many days ahead this office announces; the longer term where the law says nothing of it."""
    found = await value(_ANNOUNCE, context.today, agency_id)
    return int(found) if found is not None else ANNOUNCE_DAYS_MAX


async def norm(context: Context, key: str) -> int:
    """A number of the same acts in force today, as ``report_share_percent``. Raises NotFound."""
    return (await norms_in_force(context, [key]))[key]


async def norms_in_force(context: Context, keys: Iterable[str]) -> dict[str, int]:
    """Several of them, asked for once. Raises NotFound where one is not in force today."""
    wanted = list(keys)
    found = {each["key"]: int(each["value"]) for each in await rows(_NORMS_IN_FORCE, context.today, wanted)}
    if not found.keys() >= set(wanted):
        raise NotFound("duty.no_such_norm")
    return found


async def rules(context: Context) -> list[DutyRule]:
    """Every version of every rule, the newest of each first."""
    del context
    return [_rule(each) for each in await rows(_RULES)]


async def norms(context: Context) -> list[Norm]:
    """Every version of every other number, the newest of each first."""
    del context
    return [Norm(**{**each, "unit": Unit(each["unit"])}) for each in await rows(_NORMS)]


async def record_starts(context: Context) -> list[RecordStart]:
    """Since when the record of meetings is whole, where an administrator wrote it down; the whole country first."""
    del context
    return [RecordStart(**each) for each in await rows(_STARTS)]


def duty_from(found: dict[str, Any]) -> Duty:
    named = {
        name: found[name]
        for name in (
            "rule_key",
            "agency_id",
            "place_code",
            "times",
            "announce_days",
            "may_deputise",
            "counted_from",
        )
    }
    return Duty(**named, period=PeriodKind(found["period"]))


def _rule(found: dict[str, Any]) -> DutyRule:
    return DutyRule(**{**found, "period": PeriodKind(found["period"])})
