"""Reading the map. It is public: everybody sees all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from hearing_state.actions import Context
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.i18n import local_name
from hearing_state.territories.names import Kind, Level
from hearing_state.territories.place import CODE, Place
from hearing_state.territories.wanted import Wanted, wanted

SEARCH_LIMIT = 12
LIMIT_MAX = 50
# Under this likeness a word is another word. Where the name itself was found, only near misses are added.
_LIKENESS = 0.3
_LIKENESS_BESIDE_EXACT = 0.5
_LETTERS_FOR_LIKENESS = 3
_LAST = "\U0010ffff"

COLUMNS = """
code, level, kind, parent_code, line_codes, name_kk, name_ru, short_kk, short_ru, official_kk, official_ru, has_akim,
classifier_version, opened_on, closed_on, population, population_source
"""
_IN_ORDER = {"kk": 'size, sort_kk COLLATE "C", code', "ru": 'size, sort_ru COLLATE "C", code'}

_LINE = f"""
SELECT {COLUMNS} FROM territories_place WHERE code = ANY (ARRAY(SELECT unnest(line_codes) FROM territories_place WHERE code = $1))
ORDER BY cardinality(line_codes)
"""
_BY_LETTERS = f"""
SELECT {COLUMNS}, CASE WHEN folded_kk = $1 OR folded_ru = $1 THEN 3 WHEN folded_kk ^@ $1 OR folded_ru ^@ $1 THEN 2 ELSE 1 END AS how
FROM territories_place
WHERE closed_on IS NULL
  AND ((folded_kk COLLATE "C" >= $1 AND folded_kk COLLATE "C" < $2) OR (folded_ru COLLATE "C" >= $1 AND folded_ru COLLATE "C" < $2)
    OR folded_kk LIKE $3 OR folded_ru LIKE $3)
  AND folded_line LIKE ALL ($4::text[])
ORDER BY how DESC, kind = ANY ($5::text[]) DESC, size, length(short_kk), sort_kk COLLATE "C", line_codes
LIMIT $6
"""
_BY_SOUND = f"""
SELECT {COLUMNS}, likeness FROM (
  SELECT *, greatest(similarity(folded_kk, $1), similarity(folded_ru, $1)) AS likeness
  FROM territories_place
  WHERE closed_on IS NULL AND (folded_kk % $1 OR folded_ru % $1) AND folded_line LIKE ALL ($2::text[])
) AS near
WHERE likeness >= $3
ORDER BY likeness - size * 0.015 + (kind = ANY ($4::text[]))::int * 0.05 DESC, sort_kk COLLATE "C", line_codes
LIMIT $5
"""
How = Literal["code", "exact", "starts", "word", "similar"]
_HOW: Mapping[int, How] = {3: "exact", 2: "starts", 1: "word"}


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of a search. ``above`` leads from the oblast to the place's parent."""

    place: Place
    above: tuple[Place, ...]
    how: How
    score: float

    @property
    def where(self) -> str:
        """What tells places of one name apart, nearest first: Егіндікөл ауданы, Ақмола облысы."""
        return where_text(self.place, self.above)


@dataclass(frozen=True, slots=True)
class Import:
    version: str
    imported_at: datetime
    total: int
    appeared: int
    vanished: int
    renamed: int


def where_text(place: Place, above: Iterable[Place]) -> str:
    """The places above this one, nearest first, without an administration that only repeats its city's name."""
    told = [each for each in above if not (each.kind is Kind.CITY_AKIMAT and each.short_kk == place.short_kk)]
    return ", ".join(local_name(each) for each in reversed(told))


async def place(context: Context, code: str) -> Place:
    """One place, closed ones too. Raises NotFound."""
    del context
    found = (
        await row(f"SELECT {COLUMNS} FROM territories_place WHERE code = $1", code)
        if CODE.match(code)
        else None
    )
    if found is None:
        raise NotFound("territory.not_found")
    return place_from(found)


async def places(context: Context, codes: Iterable[str]) -> dict[str, Place]:
    """Those of the codes that exist, closed ones too."""
    del context
    found = await rows(
        f"SELECT {COLUMNS} FROM territories_place WHERE code = ANY ($1::text[])", sorted(set(codes))
    )
    return {each["code"]: place_from(each) for each in found}


async def line(context: Context, code: str) -> list[Place]:
    """From the oblast down to the place itself. Raises NotFound."""
    del context
    found = await rows(_LINE, code) if CODE.match(code) else []
    if not found:
        raise NotFound("territory.not_found")
    return [place_from(each) for each in found]


async def line_codes(context: Context, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For those of the codes that are places: the codes from the oblast down to it."""
    del context
    wanted = sorted({each for each in codes if CODE.match(each)})
    found = await rows("SELECT code, line_codes FROM territories_place WHERE code = ANY ($1::text[])", wanted)
    return {each["code"]: tuple(each["line_codes"]) for each in found}


async def children(context: Context, code: str | None = None) -> list[Place]:
    """The open places right under this one (under none: the twenty at the top), in the reader's alphabet."""
    order = _IN_ORDER.get(context.locale, _IN_ORDER["kk"])
    under = "parent_code = $1" if code else "parent_code IS NULL AND $1::text IS NULL"
    found = await rows(
        f"SELECT {COLUMNS} FROM territories_place WHERE {under} AND closed_on IS NULL ORDER BY {order}", code
    )
    return [place_from(each) for each in found]


async def governed(context: Context, codes: Iterable[str] | None = None) -> list[Place]:
    """Open places with an akim's office of their own, parents before children; all, or those of the codes."""
    del context
    among = None if codes is None else sorted(set(codes))
    found = await rows(
        f"SELECT {COLUMNS} FROM territories_place WHERE has_akim AND closed_on IS NULL"
        " AND ($1::text[] IS NULL OR code = ANY ($1::text[])) ORDER BY code",
        among,
    )
    return [place_from(each) for each in found]


async def every_open(context: Context) -> list[Place]:
    """The whole classifier as it stands, lowest code first."""
    del context
    return [
        place_from(each)
        for each in await rows(
            f"SELECT {COLUMNS} FROM territories_place WHERE closed_on IS NULL ORDER BY code"
        )
    ]


async def last_import(context: Context) -> Import | None:
    del context
    found = await row(
        "SELECT version, imported_at, total, appeared, vanished, renamed FROM territories_import"
        " ORDER BY imported_at DESC, id DESC LIMIT 1"
    )
    return Import(**found) if found else None


async def search(context: Context, text: str, limit: int = SEARCH_LIMIT) -> list[Found]:
    """The places that may be meant, the likeliest first: the name itself, its beginning, a word of it, what sounds alike.

    Names match in Kazakh, Russian and Latin letters, with or without the kind of place; «Абай, Егіндікөл» and
    «Абай Егіндікөл» look for Абай in Егіндікөл. Larger units come first among equals.
    """
    limit = min(max(limit, 1), LIMIT_MAX)
    if CODE.match(text.strip()):
        found = await places(context, [text.strip()])
        return await _with_lines(context, [(each, "code", 3.0) for each in found.values()])
    meant = wanted(text)
    hits: dict[str, tuple[Place, How, float]] = {}
    for name, within in meant.readings:
        for each in await _by_letters(name, within, meant, limit):
            hits.setdefault(each["code"], (place_from(each), _HOW[each["how"]], float(each["how"])))
        if len(hits) >= limit:
            break
    ranked = sorted(hits.values(), key=lambda hit: -hit[2])[:limit]
    if len(ranked) < limit:
        is_exact = any(how == "exact" for _found, how, _score in ranked)
        near = await _by_sound(meant, limit, _LIKENESS_BESIDE_EXACT if is_exact else _LIKENESS)
        ranked += [
            (place_from(each), "similar", float(each["likeness"]))
            for each in near
            if each["code"] not in hits
        ]
    return await _with_lines(context, ranked[:limit])


async def _by_letters(name: str, within: tuple[str, ...], meant: Wanted, limit: int) -> list[dict[str, Any]]:
    in_middle = f"% {name}%" if len(name) >= _LETTERS_FOR_LIKENESS else name
    return await rows(
        _BY_LETTERS, name, name + _LAST, in_middle, _patterns(within), sorted(meant.kinds), limit
    )


async def _by_sound(meant: Wanted, limit: int, likeness: float) -> list[dict[str, Any]]:
    """Try the whole name; where it says nothing, its first words inside what the others name."""
    for name, within in meant.readings:
        if len(name) >= _LETTERS_FOR_LIKENESS and (name == meant.bare or within):
            found = await rows(_BY_SOUND, name, _patterns(within), likeness, sorted(meant.kinds), limit)
            if found:
                return found
    return []


def _patterns(within: tuple[str, ...]) -> list[str]:
    # Folded words hold letters and digits only: nothing in them is a sign of LIKE.
    return [f"% {word}%" for word in within] or ["%"]


async def _with_lines(context: Context, hits: Iterable[tuple[Place, How, float]]) -> list[Found]:
    kept = list(hits)
    above = await places(context, (code for hit, _how, _score in kept for code in hit.line_codes[:-1]))
    return [
        Found(hit, tuple(above[code] for code in hit.line_codes[:-1] if code in above), how, round(score, 3))
        for hit, how, score in kept
    ]


def place_from(found: Mapping[str, Any]) -> Place:
    return Place(
        code=found["code"],
        level=Level(found["level"]),
        kind=Kind(found["kind"]),
        parent_code=found["parent_code"],
        line_codes=tuple(found["line_codes"]),
        name_kk=found["name_kk"],
        name_ru=found["name_ru"],
        short_kk=found["short_kk"],
        short_ru=found["short_ru"],
        official_kk=found["official_kk"],
        official_ru=found["official_ru"],
        has_akim=found["has_akim"],
        classifier_version=found["classifier_version"],
        opened_on=found["opened_on"],
        closed_on=found["closed_on"],
        population=found["population"],
        population_source=found["population_source"],
    )
