"""Reading bodies, posts and remits. All of it is public; what is dissolved stays readable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import (
    AKIMS,
    Agency,
    AgencyKind,
    Appointment,
    FormerName,
    Governing,
    Post,
    Remit,
    Tier,
    Topic,
)
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.folding import folded

SEARCH_LIMIT = 20
WORDS_MAX = 6
AGENCY_COLUMNS = """
a.id, a.slug, a.kind, a.name_kk, a.name_ru, a.name_en, a.place_code, a.is_central, a.needs_second_person, a.founded_on,
a.dissolved_on, a.successor_id
"""
_APPOINTMENT_COLUMNS = """
p.id, p.agency_id, p.person_id, p.holder_name, p.role, p.post_kk, p.post_ru, p.post_en, p.from_on, p.until_on
"""
_RUNNING = "p.from_on <= $2 AND (p.until_on IS NULL OR p.until_on >= $2)"
_CHAINS = f"""
WITH RECURSIVE chain AS (
  SELECT id AS of_id, id, successor_id FROM agencies_agency WHERE id = ANY ($1::uuid[])
  UNION SELECT chain.of_id, next.id, next.successor_id FROM agencies_agency next JOIN chain ON next.id = chain.successor_id
)
SELECT chain.of_id, {AGENCY_COLUMNS} FROM agencies_agency a JOIN chain ON chain.id = a.id WHERE a.dissolved_on IS NULL
"""
# The places above one have the beginnings of its code: AB CD EF HIJ, zeros from the right.
ABOVE = """
agencies_agency a ON a.place_code <> own.place_code AND a.dissolved_on IS NULL
   AND a.kind = ANY ({akims})
   AND a.place_code = ANY (ARRAY[rpad(left(own.place_code, 6), 9, '0'), rpad(left(own.place_code, 4), 9, '0'), rpad(left(own.place_code, 2), 9, '0')])
"""
_SUPERIOR = f"""
SELECT {AGENCY_COLUMNS} FROM agencies_agency own LEFT JOIN {ABOVE.format(akims="$2::text[]")}
 WHERE own.id = $1 ORDER BY a.place_code DESC LIMIT 1
"""
_REMIT = """
SELECT t.key, t.name_kk, t.name_ru, t.name_en, r.tier, r.ministry_id, r.from_on, r.until_on, r.certainty, r.source
  FROM agencies_remit r JOIN agencies_topic t ON t.key = r.topic_key
"""
_IN_FORCE = "r.from_on <= $1 AND (r.until_on IS NULL OR r.until_on >= $1)"


async def agency(context: Context, agency_id: UUID) -> Agency:
    """One body, dissolved ones too. Raises NotFound."""
    del context
    return agency_from(
        await row(f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.id = $1", agency_id)
    )


async def by_slug(context: Context, slug: str) -> Agency:
    """One body by its public address, dissolved ones too. Raises NotFound."""
    del context
    return agency_from(await row(f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.slug = $1", slug))


async def agencies(context: Context, agency_ids: Iterable[UUID]) -> dict[UUID, Agency]:
    """Those of the bodies that exist, dissolved ones too."""
    del context
    wanted = list(set(agency_ids))
    sql = f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.id = ANY ($1::uuid[])"
    return {each["id"]: agency_from(each) for each in await rows(sql, wanted)} if wanted else {}


async def subject(context: Context, slug: str) -> Subject:
    """The body as something to act on. Raises NotFound."""
    found = await by_slug(context, slug)
    return Subject(
        about=found.slug, agencies=frozenset({found.id}), state="dissolved" if found.is_dissolved else "open"
    )


async def office_at(context: Context, place_code: str) -> Agency | None:
    """The living akim's office of exactly this place."""
    del context
    sql = f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.place_code = $1 AND a.kind = ANY ($2::text[]) AND a.dissolved_on IS NULL"
    found = await row(sql, place_code, sorted(AKIMS))
    return agency_from(found) if found else None


async def search(context: Context, text: str, limit: int = SEARCH_LIMIT) -> list[Agency]:
    """Living bodies whose names have all the words, in any of the languages; larger bodies first."""
    del context
    patterns = patterns_of(text)
    if not patterns:
        return []
    found = await rows(
        f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.dissolved_on IS NULL AND a.folded LIKE ALL ($1::text[])"
        f" ORDER BY {BY_SIZE}, length(a.name_kk), a.name_kk LIMIT $2",
        patterns,
        limit,
    )
    return [agency_from(each) for each in found]


BY_SIZE = (
    "array_position(array['ministry', 'other', 'oblast_akim', 'district_akim', 'okrug_akim'], a.kind::text)"
)


def patterns_of(text: str) -> list[str]:
    """What a search looks for: folded words hold letters and digits only, so nothing in them is a sign of LIKE."""
    return [f"% {word}%" for word in folded(text[:100]).split()[:WORDS_MAX]]


async def governing(context: Context, place_code: str) -> list[Governing]:
    """The living bodies above a place and their present heads, nearest first. Raises NotFound for no such place."""
    codes = [each.code for each in await territories.line(context, place_code)]
    found = await rows(
        f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.place_code = ANY ($1::text[]) AND a.kind = ANY ($2::text[])"
        " AND a.dissolved_on IS NULL ORDER BY array_position($1::text[], a.place_code::text) DESC",
        codes,
        sorted(AKIMS),
    )
    bodies = [agency_from(each) for each in found]
    heads = await heads_of(context, [each.id for each in bodies])
    return [Governing(each, heads.get(each.id)) for each in bodies]


async def heads_of(context: Context, agency_ids: Iterable[UUID]) -> dict[UUID, Appointment]:
    """Who heads these bodies today."""
    sql = f"SELECT {_APPOINTMENT_COLUMNS} FROM agencies_appointment p WHERE p.agency_id = ANY ($1::uuid[]) AND p.role = 'head' AND {_RUNNING}"
    found = [appointment_from(each) for each in await rows(sql, list(agency_ids), context.today)]
    return {each.agency_id: each for each in sorted(found, key=lambda each: each.from_on)}


async def staff(context: Context, agency_id: UUID) -> list[Appointment]:
    """Who is in office in a body today, its head first."""
    sql = f"SELECT {_APPOINTMENT_COLUMNS} FROM agencies_appointment p WHERE p.agency_id = $1 AND {_RUNNING} ORDER BY p.role <> 'head', p.from_on, p.id"
    return [appointment_from(each) for each in await rows(sql, agency_id, context.today)]


async def holders(context: Context, agency_id: UUID, *posts: Post) -> list[UUID]:
    """The accounts of those who hold one of the posts in a body today, each once."""
    staff_now = await staff(context, agency_id)
    return sorted({each.person_id for each in staff_now if each.role in posts and each.person_id})


async def appointments_in(context: Context, agency_id: UUID) -> list[Appointment]:
    """Everybody who is, was or will be in office in a body, the latest first."""
    del context
    sql = f"SELECT {_APPOINTMENT_COLUMNS} FROM agencies_appointment p WHERE p.agency_id = $1 ORDER BY p.from_on DESC, p.id DESC"
    return [appointment_from(each) for each in await rows(sql, agency_id)]


async def appointments_of(context: Context, person_id: UUID) -> list[Appointment]:
    """The posts that a person holds today."""
    sql = f"SELECT {_APPOINTMENT_COLUMNS} FROM agencies_appointment p WHERE p.person_id = $1 AND {_RUNNING} ORDER BY p.from_on, p.id"
    return [appointment_from(each) for each in await rows(sql, person_id, context.today)]


async def appointment(context: Context, appointment_id: UUID) -> Appointment:
    """One appointment, ended ones too. Raises NotFound."""
    del context
    found = await row(
        f"SELECT {_APPOINTMENT_COLUMNS} FROM agencies_appointment p WHERE p.id = $1", appointment_id
    )
    if found is None:
        raise NotFound("agency.no_such_appointment")
    return appointment_from(found)


async def topics(context: Context) -> list[Topic]:
    """All topics, in the order in which they are offered."""
    del context
    found = await rows("SELECT key, name_kk, name_ru, name_en FROM agencies_topic ORDER BY position, key")
    return [Topic(**each) for each in found]


async def topic(context: Context, key: str) -> Topic:
    """Raises NotFound."""
    del context
    found = await row("SELECT key, name_kk, name_ru, name_en FROM agencies_topic WHERE key = $1", key)
    if found is None:
        raise NotFound("agency.no_such_topic")
    return Topic(**found)


async def remits(context: Context) -> list[Remit]:
    """Who decides what today, in the order of the topics."""
    found = await rows(f"{_REMIT} WHERE {_IN_FORCE} ORDER BY t.position, t.key", context.today)
    return [_remit(each) for each in found]


async def remit_of(context: Context, topic_key: str) -> Remit | None:
    """What is laid down for a topic today."""
    return (await remits_of(context, [topic_key])).get(topic_key)


async def remits_of(context: Context, topic_keys: Iterable[str]) -> dict[str, Remit]:
    """The same for many topics; without those for which nothing is laid down."""
    keys = sorted(set(topic_keys))
    found = await rows(f"{_REMIT} WHERE {_IN_FORCE} AND t.key = ANY ($2::text[])", context.today, keys)
    return {each["key"]: _remit(each) for each in found}


async def offices_of(context: Context, place_codes: Iterable[str]) -> dict[str, Agency]:
    """The living akims' offices of exactly these places."""
    del context
    codes = sorted(set(place_codes))
    sql = f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.place_code = ANY ($1::text[]) AND a.kind = ANY ($2::text[]) AND a.dissolved_on IS NULL"
    return {each["place_code"]: agency_from(each) for each in await rows(sql, codes, sorted(AKIMS))}


async def successors(context: Context, agency_ids: Iterable[UUID]) -> dict[UUID, Agency]:
    """For many bodies the living ones that hold what they held (``successor``)."""
    del context
    wanted = sorted(set(agency_ids))
    found = await rows(_CHAINS, wanted) if wanted else []
    return {each.pop("of_id"): agency_from(each) for each in found}


async def successor(context: Context, agency_id: UUID) -> Agency:
    """The living body that holds what this one held: itself, or the end of its chain of successors. Raises NotFound."""
    found = (await successors(context, [agency_id])).get(agency_id)
    if found is None:
        raise NotFound("agency.not_found")
    return found


async def predecessors(context: Context, agency_id: UUID) -> list[Agency]:
    """Bodies that were dissolved into this one, the latest first."""
    del context
    sql = f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a WHERE a.successor_id = $1 ORDER BY a.dissolved_on DESC, a.id"
    return [agency_from(each) for each in await rows(sql, agency_id)]


async def former_names(context: Context, agency_id: UUID) -> list[FormerName]:
    """What the body was called before, the latest first."""
    del context
    sql = "SELECT name_kk, name_ru, name_en, until_on FROM agencies_former_name WHERE agency_id = $1 ORDER BY until_on DESC, id DESC"
    return [FormerName(**each) for each in await rows(sql, agency_id)]


async def superior(context: Context, agency_id: UUID) -> Agency | None:
    """The nearest living akim's office above this one; none above an oblast or a ministry."""
    del context
    found = await row(_SUPERIOR, agency_id, sorted(AKIMS))
    if found is None:
        raise NotFound("agency.not_found")
    return agency_from(found) if found["id"] else None


def agency_from(found: dict[str, Any] | None) -> Agency:
    """A row as a body. Raises NotFound for no row."""
    if found is None:
        raise NotFound("agency.not_found")
    return Agency(**{**found, "kind": AgencyKind(found["kind"])})


def appointment_from(found: dict[str, Any]) -> Appointment:
    return Appointment(**{**found, "role": Post(found["role"])})


def _remit(found: dict[str, Any]) -> Remit:
    known = Topic(found["key"], found["name_kk"], found["name_ru"], found["name_en"])
    return Remit(
        known,
        Tier(found["tier"]),
        found["ministry_id"],
        found["from_on"],
        found["until_on"],
        found["certainty"],
        found["source"],
    )
