"""The official classifier of territories is taken in: all of it or nothing, as a difference to what is known."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.territories import queries
from hearing_state.territories.classifier import Classifier, read_classifier
from hearing_state.territories.difference import Difference, difference
from hearing_state.territories.folding import folded, sort_key
from hearing_state.territories.place import Place
from hearing_state.territories.sheet import MAX_BYTES

_BATCH = 4000
# The planner must not believe that the map is as empty as it was: joins over it would take minutes until autovacuum comes by.
_STATISTICS = "ANALYZE territories_place"
_ALONE = "SELECT pg_advisory_xact_lock(7215101)"

_UPSERT = """
INSERT INTO territories_place (
  code, level, kind, parent_code, line_codes, name_kk, name_ru, short_kk, short_ru, official_kk, official_ru,
  sort_kk, sort_ru, folded_kk, folded_ru, folded_line, size, has_akim, opened_on, closed_on, classifier_version
)
SELECT code, level, kind, parent_code, string_to_array(line, ' '), name_kk, name_ru, short_kk, short_ru, official_kk,
  official_ru, sort_kk, sort_ru, folded_kk, folded_ru, folded_line, size, has_akim, $19, NULL, $20
FROM unnest(
  $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::smallint[], $18::bool[]
) AS new (
  code, level, kind, parent_code, line, name_kk, name_ru, short_kk, short_ru, official_kk, official_ru, sort_kk,
  sort_ru, folded_kk, folded_ru, folded_line, size, has_akim
)
ON CONFLICT (code) DO UPDATE SET
  level = EXCLUDED.level, kind = EXCLUDED.kind, parent_code = EXCLUDED.parent_code, line_codes = EXCLUDED.line_codes,
  name_kk = EXCLUDED.name_kk, name_ru = EXCLUDED.name_ru, short_kk = EXCLUDED.short_kk, short_ru = EXCLUDED.short_ru,
  official_kk = EXCLUDED.official_kk, official_ru = EXCLUDED.official_ru, sort_kk = EXCLUDED.sort_kk,
  sort_ru = EXCLUDED.sort_ru, folded_kk = EXCLUDED.folded_kk, folded_ru = EXCLUDED.folded_ru,
  folded_line = EXCLUDED.folded_line, size = EXCLUDED.size, has_akim = EXCLUDED.has_akim, closed_on = NULL,
  classifier_version = EXCLUDED.classifier_version
"""
_CLOSE = "UPDATE territories_place SET closed_on = $1 WHERE code = ANY ($2::text[])"
_VERSION = "UPDATE territories_place SET classifier_version = $1 WHERE closed_on IS NULL AND classifier_version <> $1"
_POPULATION = """
UPDATE territories_place AS place SET population = told.population, population_source = told.source
FROM unnest($1::text[], $2::int[], $3::text[]) AS told (code, population, source)
WHERE place.code = told.code AND place.population_source IS DISTINCT FROM told.source
"""
_LOG = """
INSERT INTO territories_import (
  id, version, file_digest, imported_at, imported_by, total, appeared, vanished, renamed, changed
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


class ImportClassifier(Wish):
    """``content`` is the file as it is: CSV or .xlsx. ``version`` names the edition where the file does not."""

    model_config = ConfigDict(ser_json_bytes="base64")

    content: bytes = Field(max_length=MAX_BYTES)
    version: str = Field("", max_length=80)
    may_close_many: bool = False


class Imported(BaseModel):
    """How much changed. ``changed`` counts places that only moved in the tree or are written otherwise."""

    version: str
    total: int
    appeared: int
    vanished: int
    renamed: int
    changed: int


@action("territory.import", entry="territories.imported")
async def import_classifier(context: Context, wish: ImportClassifier) -> Imported:
    """Raises Invalid with a fault for each wrong line, Conflict where the file would close too many places."""
    new = read_classifier(wish.content, version=wish.version)
    await value(_ALONE)
    changes = difference(await queries.every_open(context), new.places)
    if changes.vanishes_too_much() and not wish.may_close_many:
        raise Conflict("territory.too_many_vanish", number=len(changes.vanished), total=len(new.places))
    await _write(context, new, changes)
    imported = Imported(
        version=new.version,
        total=len(new.places),
        appeared=len(changes.appeared),
        vanished=len(changes.vanished),
        renamed=len(changes.renamed),
        changed=len(changes.changed),
    )
    digest = hashlib.sha256(wish.content).hexdigest()
    await _log(context, imported, digest)
    _announce(context, imported, changes, digest)
    return imported


async def _write(context: Context, new: Classifier, changes: Difference) -> None:
    by_code = {place.code: place for place in new.places}
    touched = {
        place.code
        for place in (*changes.appeared, *changes.changed, *(each.after for each in changes.renamed))
    }
    # A new name is told apart by the line below it too: rows under a renamed place are written again.
    renamed = {each.after.code for each in changes.renamed}
    written = [p for p in new.places if p.code in touched or not renamed.isdisjoint(p.line_codes)]
    for start in range(0, len(written), _BATCH):
        await execute(
            _UPSERT, *_columns(written[start : start + _BATCH], by_code), context.today, new.version
        )
    if changes.vanished:
        await execute(_CLOSE, context.today, [place.code for place in changes.vanished])
    await execute(_VERSION, new.version)
    await execute(_POPULATION, *_population())
    await execute(_STATISTICS)


def _columns(batch: Sequence[Place], by_code: dict[str, Place]) -> Iterable[list[object]]:
    rows = [
        (
            place.code, place.level.value, place.kind.value, place.parent_code, " ".join(place.line_codes), place.name_kk,
            place.name_ru, place.short_kk, place.short_ru, place.official_kk, place.official_ru, sort_key(place.short_kk),
            sort_key(place.short_ru), _folded(place.short_kk), _folded(place.short_ru), _folded_line(place, by_code),
            place.size, place.has_akim,
        )
        for place in batch
    ]  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]


@cache
def _folded(name: str) -> str:
    return folded(name)


def _folded_line(place: Place, by_code: dict[str, Place]) -> str:
    above = (by_code[code] for code in place.line_codes[:-1])
    names = (name for each in above for name in (each.short_kk, each.short_ru))
    return " " + " ".join(dict.fromkeys(_folded(name) for name in names))


def _population() -> tuple[list[str], list[int], list[str]]:
    with (Path(__file__).parent.parent / "population.csv").open(encoding="utf-8", newline="") as opened:
        told = list(csv.DictReader(opened))
    return (
        [each["code"] for each in told],
        [int(each["population"]) for each in told],
        [each["source"] for each in told],
    )


async def _log(context: Context, imported: Imported, digest: str) -> None:
    counts = (imported.total, imported.appeared, imported.vanished, imported.renamed, imported.changed)
    await execute(_LOG, new_id(), imported.version, digest, context.now, context.actor.person_id, *counts)


def _announce(context: Context, imported: Imported, changes: Difference, digest: str) -> None:
    context.record(
        "territories.imported",
        imported.version,
        file_sha256=digest,
        **imported.model_dump(exclude={"version"}),
    )
    context.tell(
        "territories.imported",
        imported.version,
        version=imported.version,
        appeared=[place.code for place in changes.appeared],
        vanished=[place.code for place in changes.vanished],
        renamed=[each.after.code for each in changes.renamed],
        changed=[place.code for place in changes.changed],
    )
