"""Editions of months as they stand: which is in force, which waits for its day, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.figures.breakdown import Group
from hearing_state.figures.month import Month
from hearing_state.figures.reckoning import Fact, Figures, What

_EDITION = (
    "SELECT id, month_on, version, made_at, publish_on, published_at, digest, reason FROM figures_edition"
)
FIGURES = """
l.kept, l.late, l.silent, l.median, l.ninth_decile, l.redirects, l.redirects_held, l.extensions, l.points_unanswered, l.reopened,
l.ratings, l.stars
"""
# Of each month the last version that is public.
IN_FORCE = """
(SELECT DISTINCT ON (e.month_on) e.id, e.month_on, e.version FROM figures_edition e WHERE e.published_at IS NOT NULL
  ORDER BY e.month_on, e.version DESC)
"""
_OF_BODY = f"""
SELECT e.id AS edition_id, e.month_on, e.version, {FIGURES}
  FROM {IN_FORCE} e LEFT JOIN figures_line l ON l.edition_id = e.id AND l.agency_id = $1
 WHERE e.month_on >= $2 ORDER BY e.month_on DESC
"""
_OF_VERSION = f"""
SELECT e.id AS edition_id, e.month_on, e.version, {FIGURES}
  FROM figures_edition e LEFT JOIN figures_line l ON l.edition_id = e.id AND l.agency_id = $1
 WHERE e.month_on = $2 AND e.published_at IS NOT NULL AND ($3 = '' OR e.version::text = $3) ORDER BY e.version DESC LIMIT 1
"""
# A question that went private since is shown no more.
_IS_PRIVATE = "f.is_private OR coalesce(q.screening = 'private', true)"
_OF_EDITION = "FROM figures_fact f LEFT JOIN questions_question q ON q.ref = f.ref WHERE f.agency_id = $1 AND f.edition_id = $2"
_FACTS = f"""
SELECT f.what, f.ref, f.topic, f.place_code AS place, {_IS_PRIVATE} AS is_private, f.from_on, f.due_on, f.until_on, f.days, f.is_kept, f.amount
  {_OF_EDITION}
"""
_GROUPS = f"""
SELECT topic, place, is_private, count(*) FILTER (WHERE is_kept)::int AS kept,
       count(*) FILTER (WHERE NOT is_kept AND until_on IS NULL)::int AS silent, array_agg(days) AS days
  FROM (SELECT f.topic, f.place_code AS place, {_IS_PRIVATE} AS is_private, f.is_kept, f.until_on, f.days {_OF_EDITION} AND f.what = 'duty') duty
 GROUP BY GROUPING SETS ((topic, is_private), (place, is_private))
"""
_OBJECTIONS = """
SELECT o.text, o.filed_at, e.month_on, e.version FROM figures_objection o JOIN figures_edition e ON e.id = o.edition_id
 WHERE o.agency_id = $1 AND e.published_at IS NOT NULL ORDER BY e.month_on DESC, e.version DESC
"""


@dataclass(frozen=True, slots=True)
class Edition:
    id: UUID
    month: Month
    version: int
    made_at: datetime
    publish_on: date
    published_at: datetime | None
    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A body's figures in a month that is closed and public. ``version`` above 1: they were put right since."""

    edition_id: UUID
    month: Month
    version: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Objection:
    text: str
    filed_at: datetime
    month: Month
    version: int


_OPTIONAL = ("median", "ninth_decile")


async def of_body(context: Context, agency: UUID, since: Month) -> list[Closed]:
    """The newest month first; a month in which nothing fell due has zeros."""
    del context
    return [_closed(each) for each in await rows(_OF_BODY, agency, since.first_on)]


async def of_version(context: Context, agency: UUID, month: Month, version: str = "") -> Closed | None:
    """One version of a month that is public, by default the last."""
    del context
    found = await row(_OF_VERSION, agency, month.first_on, version)
    return _closed(found) if found else None


async def facts(context: Context, agency: UUID, edition: UUID) -> list[Fact]:
    """What the figures of one body were made of. A question that went private since is shown no more."""
    del context
    found = await rows(_FACTS, agency, edition)
    return [Fact(**{**each, "what": What(each["what"])}) for each in found]


async def groups(context: Context, agency: UUID, edition: UUID) -> tuple[list[Group], list[Group]]:
    """The duties of one body by topic and by place."""
    del context
    by_topic, by_place = list[Group](), list[Group]()
    for each in await rows(_GROUPS, agency, edition):
        into, key = (by_topic, each["topic"]) if each["place"] is None else (by_place, each["place"])
        into.append(Group(key, each["is_private"], each["kept"], each["silent"], each["days"]))
    return by_topic, by_place


async def objections(context: Context, agency: UUID) -> list[Objection]:
    """What the body says against figures that are public, the newest month first."""
    del context
    return [
        Objection(each["text"], each["filed_at"], Month(each["month_on"]), each["version"])
        for each in await rows(_OBJECTIONS, agency)
    ]


async def waiting(context: Context) -> list[Edition]:
    """Editions that are made and not public yet, the earliest first."""
    del context
    return [_edition(each) for each in await rows(f"{_EDITION} WHERE published_at IS NULL ORDER BY month_on")]


async def versions(context: Context, month: Month) -> list[Edition]:
    """All public versions of a month, the newest first."""
    del context
    sql = f"{_EDITION} WHERE month_on = $1 AND published_at IS NOT NULL ORDER BY version DESC"
    return [_edition(each) for each in await rows(sql, month.first_on)]


async def latest(context: Context, month: Month) -> Edition | None:
    """The newest version of a month, public or not."""
    del context
    found = await row(f"{_EDITION} WHERE month_on = $1 ORDER BY version DESC LIMIT 1", month.first_on)
    return _edition(found) if found else None


async def months(context: Context) -> Sequence[Month]:
    """The months that are public, the newest first."""
    del context
    sql = (
        "SELECT DISTINCT month_on FROM figures_edition WHERE published_at IS NOT NULL ORDER BY month_on DESC"
    )
    return [Month(each["month_on"]) for each in await rows(sql)]


def figures_from(found: Mapping[str, Any]) -> Figures:
    """A line as figures; a body that had nothing has zeros."""
    counts: dict[str, Any] = {name: found.get(name) or 0 for name in Figures.__slots__}
    return Figures(**counts | {name: found.get(name) for name in _OPTIONAL})


def _closed(found: dict[str, Any]) -> Closed:
    return Closed(found["edition_id"], Month(found["month_on"]), found["version"], figures_from(found))


def _edition(found: dict[str, Any]) -> Edition:
    return Edition(month=Month(found.pop("month_on")), **found)


async def last_closed(context: Context) -> Month | None:
    """The latest month that has an edition, public or not."""
    del context
    found = await value("SELECT max(month_on) FROM figures_edition")
    return Month(found) if found else None
