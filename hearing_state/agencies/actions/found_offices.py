"""The map gets its akims' offices: one for each place that has an akim, made, renamed and dissolved as the map says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies.actions.dissolve_agency import ALONE, hand_over
from hearing_state.agencies.agency import AKIMS
from hearing_state.agencies.offices import Office, folded_names, office_of
from hearing_state.agencies.remit_table import ministries, remit_lines
from hearing_state.db import execute, rows, value
from hearing_state.ids import new_id
from hearing_state.territories import queries as territories

_AKIMS = sorted(AKIMS)

_MAKE = """
INSERT INTO agencies_agency (id, slug, kind, name_kk, name_ru, name_en, folded, place_code, is_central, founded_on)
SELECT n.id, n.slug || coalesce((SELECT '-' || count(*) + 1 FROM agencies_agency old WHERE old.place_code = n.place_code
         AND old.kind = ANY ($10::text[]) HAVING count(*) > 0), ''),
       n.kind, n.name_kk, n.name_ru, n.name_en, n.folded, n.place_code, false, $9::date
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       AS n (id, place_code, kind, slug, name_kk, name_ru, name_en, folded)
 WHERE NOT EXISTS (SELECT 1 FROM agencies_agency a WHERE a.place_code = n.place_code AND a.kind = ANY ($10::text[])
                      AND a.dissolved_on IS NULL)
ON CONFLICT DO NOTHING
"""
_RENAME = """
WITH changed AS (
  SELECT a.id, a.name_kk AS old_kk, a.name_ru AS old_ru, a.name_en AS old_en, n.*
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         AS n (spare_id, place_code, kind, slug, name_kk, name_ru, name_en, folded)
    JOIN agencies_agency a ON a.place_code = n.place_code AND a.kind = ANY ($10::text[]) AND a.dissolved_on IS NULL
   WHERE NOT a.is_named_by_hand AND (a.name_kk, a.name_ru) IS DISTINCT FROM (n.name_kk, n.name_ru)
), kept AS (
  INSERT INTO agencies_former_name (id, agency_id, name_kk, name_ru, name_en, until_on)
  SELECT spare_id, id, old_kk, old_ru, old_en, $9::date FROM changed
)
UPDATE agencies_agency a SET name_kk = c.name_kk, name_ru = c.name_ru, name_en = c.name_en, folded = c.folded, kind = c.kind
  FROM changed c WHERE c.id = a.id
"""
_LEFT_OVER = """
SELECT a.id, a.place_code FROM agencies_agency a
 WHERE a.kind = ANY ($1::text[]) AND a.dissolved_on IS NULL AND a.place_code <> ALL ($2::text[])
 ORDER BY a.place_code DESC
"""
_MINISTRIES = """
INSERT INTO agencies_agency (id, slug, kind, name_kk, name_ru, name_en, folded, is_central, founded_on)
SELECT n.id, n.slug, 'ministry', n.name_kk, n.name_ru, n.name_en, n.folded, true, $7::date
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS n (id, slug, name_kk, name_ru, name_en, folded)
ON CONFLICT DO NOTHING
"""
_TOPICS = """
INSERT INTO agencies_topic (key, name_kk, name_ru, name_en, position)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[]) ON CONFLICT DO NOTHING
"""
_REMITS = """
INSERT INTO agencies_remit (id, topic_key, tier, ministry_id, from_on, certainty, source)
SELECT n.id, n.topic_key, n.tier, a.id, n.from_on, n.certainty, n.source
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[], $7::text[])
       AS n (id, topic_key, tier, ministry, from_on, certainty, source)
  LEFT JOIN agencies_agency a ON a.slug = n.ministry
 WHERE NOT EXISTS (SELECT 1 FROM agencies_remit r WHERE r.topic_key = n.topic_key)
"""


# As after the map's import: whoever joins offices with places must know how many there are, from the first minute.
_STATISTICS = "ANALYZE agencies_agency"


class FoundOffices(Wish):
    """``version``: the edition of the classifier that the offices are made from."""

    version: str


class Founded(BaseModel):
    """How many bodies were made, renamed, dissolved; ``kept_without_heir`` have nobody above to take over."""

    model_config = ConfigDict(frozen=True)

    made: int
    renamed: int
    dissolved: int
    kept_without_heir: int


@action("agency.found_offices", entry="agency.offices_founded")
async def found_offices(context: Context, wish: FoundOffices) -> Founded:
    """May be called any number of times: what is as the map says is left alone."""
    await value(ALONE)
    governed = [office_of(place) for place in await territories.governed(context)]
    columns = _columns(governed)
    renamed = await execute(_RENAME, *columns, context.today, _AKIMS)
    made = await execute(_MAKE, *columns, context.today, _AKIMS)
    dissolved, kept = await _dissolve_left_over(context, governed)
    await _lay_down_remits(context)
    await execute(_STATISTICS)
    founded = Founded(made=made, renamed=renamed, dissolved=dissolved, kept_without_heir=kept)
    context.record("agency.offices_founded", wish.version, **founded.model_dump())
    return founded


def _columns(offices: Sequence[Office]) -> Iterable[list[object]]:
    table = [
        (
            new_id(),
            each.place_code,
            each.kind.value,
            each.slug,
            each.name_kk,
            each.name_ru,
            each.name_en,
            each.folded,
        )
        for each in offices
    ]
    return [list(column) for column in zip(*table, strict=True)] if table else [[] for _ in range(8)]


async def _dissolve_left_over(context: Context, governed: Sequence[Office]) -> tuple[int, int]:
    """Offices whose place is gone or has no akim any more hand over to the nearest office above."""
    codes = [each.place_code for each in governed]
    left_over = await rows(_LEFT_OVER, _AKIMS, codes) if codes else []
    gone = {each["id"] for each in left_over}
    dissolved = 0
    for each in left_over:
        heir = await _heir(context, each["place_code"], gone)
        if heir is not None:
            await hand_over(context, each["id"], heir)
            dissolved += 1
    return dissolved, len(left_over) - dissolved


async def _heir(context: Context, place_code: str, gone: set[UUID]) -> UUID | None:
    line = [each.code for each in await territories.line(context, place_code)][:-1]
    found = await rows(
        "SELECT id FROM agencies_agency a WHERE a.place_code = ANY ($1::text[]) AND a.kind = ANY ($2::text[])"
        " AND a.dissolved_on IS NULL ORDER BY array_position($1::text[], a.place_code::text) DESC",
        line,
        _AKIMS,
    )
    return next((each["id"] for each in found if each["id"] not in gone), None)


async def _lay_down_remits(context: Context) -> None:
    known = ministries()
    names = [
        (new_id(), m.slug, m.name_kk, m.name_ru, m.name_en, folded_names(m.name_kk, m.name_ru, m.name_en))
        for m in known
    ]
    await execute(_MINISTRIES, *([*column] for column in zip(*names, strict=True)), context.today)
    lines = remit_lines()
    topics = [
        (each.topic.key, each.topic.name_kk, each.topic.name_ru, each.topic.name_en, at)
        for at, each in enumerate(lines)
    ]
    await execute(_TOPICS, *([*column] for column in zip(*topics, strict=True)))
    remits = [
        (new_id(), e.topic.key, e.tier.value, e.ministry, e.from_on, e.certainty, e.source) for e in lines
    ]
    await execute(_REMITS, *([*column] for column in zip(*remits, strict=True)))
