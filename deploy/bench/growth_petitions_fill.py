"""Fills a house with petitions and signatures for measuring: petitions by COPY, what belongs to them by the database itself.

Few petitions have very many signatures and most have few, as it is with petitions (the n-th has a share of n^-0.8). All checks, foreign
keys and unique pairs hold for all of it. The public log is left out: no page that is measured reads it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg

from deploy.bench.growth_loading import filled_before_built
from deploy.bench.growth_words import Writer
from hearing_state.db import direct
from hearing_state.ids import new_id, new_secret, reference

BODIES = 200
FIRST_NUMBER = 500_000
NOTED = 2_000
"""The petitions with most signatures are open or lately decided: those are the ones that people look at."""
DAY = timedelta(days=1)
_STATES = (
    *("returned",) * 58, *("public",) * 10, "reached", "sent", "registered", *("considering",) * 2, "granted", "partly", *("refused",) * 2,
    *("rejected",) * 10, *("checking",) * 2, *("gathering",) * 3, *("lapsed",) * 8,
)  # fmt: skip
_NOTED_STATES = (*("public",) * 5, "reached", "registered", "considering", "granted", "refused")
_POSTED = {
    "returned",
    "public",
    "reached",
    "sent",
    "registered",
    "considering",
    "granted",
    "partly",
    "refused",
}
_PASSED = {"reached", "sent", "registered", "considering", "granted", "partly", "refused"}
_DECIDED = {"granted", "partly", "refused"}
_PETITION = (
    "id", "ref", "link", "title", "reasons", "proposal", "folded", "folded_title", "language", "topic", "competence", "agency_id",
    "place_code", "author_shown", "author_place", "state", "edition_on", "filed_at", "gather_until_on", "fifty_at", "published_at",
    "collect_until_on", "needed", "population", "population_on", "population_source", "reached_at", "sent_at", "decided_at",
)  # fmt: skip
_TABLES = ("drafting_petition",)
_LEAVES = (
    "drafting_event",
    "signing_signature",
    "signing_series",
    "signing_total",
)
# Spread over the weeks after it was filed, most in the first days.
_SIGN = """
INSERT INTO signing_signature (id, petition_id, signer, person_id, shown_name, place_code, proof, comment, comment_state, receipt,
  is_early, state, consent_at, signed_at, changed_at)
SELECT gen_random_uuid(), p.id, sha256(convert_to(w.first + g || ':' || p.ref, 'UTF8')), md5('person' || (w.first + g) * 48271 % 1000003)::uuid,
       (ARRAY['Айгүл С.', 'Ерлан Қ.', 'Мария П.', 'Данияр О.', 'Ольга И.', 'Асель Т.'])[1 + g % 6], r.code,
       (ARRAY['code', 'code', 'code', 'eds', 'openid'])[1 + (w.first + g) % 5], CASE WHEN g % 40 = 0 THEN 'Қолдаймын!' ELSE '' END,
       CASE WHEN g % 40 = 0 THEN 'published' ELSE 'none' END,
       left(c.code, 4) || '-' || substr(c.code, 5, 4) || '-' || right(c.code, 4),
       g <= 50, CASE WHEN g % 97 = 0 THEN 'withdrawn' ELSE 'valid' END, s.at, s.at, s.at
  FROM growth_wanted w JOIN drafting_petition p ON p.id = w.id CROSS JOIN generate_series(1, w.n) g
  JOIN growth_region r ON r.number = (w.first + g) * 7919 % w.regions
 CROSS JOIN LATERAL (SELECT upper(translate(lpad(to_hex((w.first + g) * 25214903917 & 281474976710655), 12, '0'), '01', 'gh')) AS code) c
 CROSS JOIN LATERAL (SELECT p.filed_at + (least($2::timestamptz, coalesce(p.collect_until_on::timestamptz, p.filed_at + interval '20 days')) - p.filed_at)
   * power((w.first + g) * 69621 % 999983 / 999983.0, 2.5) AS at) s
 WHERE w.number > $1 AND w.number <= $3
"""
_SERIES = """
INSERT INTO signing_series (id, petition_id, hour_at, place_code, proof, net)
SELECT gen_random_uuid(), petition_id, date_trunc('hour', signed_at), place_code, proof, count(*) FROM signing_signature
 WHERE state = 'valid' AND petition_id IN (SELECT id FROM growth_wanted) GROUP BY 2, 3, 4, 5
"""
_TOTAL = """
INSERT INTO signing_total (petition_id, total, counted_at)
SELECT petition_id, sum(net), $1 FROM signing_series WHERE petition_id IN (SELECT id FROM growth_wanted) GROUP BY 1
"""
_NEEDED = """
UPDATE drafting_petition p SET needed = greatest(1, CASE
    WHEN p.state = 'public' THEN t.total * (CASE WHEN w.number % 8 = 0 THEN 1.2 ELSE 2 + w.number % 40 END) + 1
    WHEN p.state = 'returned' THEN t.total * 3 + 50 ELSE t.total * 0.9 END)::int
  FROM signing_total t JOIN growth_wanted w ON w.id = t.petition_id WHERE p.id = t.petition_id AND p.needed IS NOT NULL
"""
_EVENTS = """
INSERT INTO drafting_event (id, petition_id, kind, facts, happened_at)
SELECT gen_random_uuid(), p.id, e.kind, '{}', e.at FROM drafting_petition p JOIN growth_wanted w ON w.id = p.id
 CROSS JOIN LATERAL (VALUES ('filed', p.filed_at), ('fifty_joined', p.fifty_at), ('published', p.published_at),
   ('sent', p.sent_at), ('decided', p.decided_at)) e (kind, at) WHERE e.at IS NOT NULL
"""
_CLOCKS = """
INSERT INTO deadlines_clock (id, rule_id, rule_from_on, about, kind, agency_id, place_code, registered_on, due_on, settled_on, outcome, is_public,
  title, language, calendar_version, events, created_at)
SELECT gen_random_uuid(), c.rule_id, c.rule_from_on, p.ref, 'step', p.agency_id, p.place_code, p.published_at::date, p.collect_until_on,
       CASE WHEN p.state <> 'public' THEN p.collect_until_on END, CASE WHEN p.state <> 'public' THEN 'done' END, true, p.title, p.language,
       c.calendar_version, 0, p.published_at
  FROM drafting_petition p JOIN growth_wanted w ON w.id = p.id,
       (SELECT rule_id, rule_from_on, calendar_version FROM deadlines_clock WHERE rule_id = 'petition.collection' LIMIT 1) c
 WHERE p.published_at IS NOT NULL AND p.collect_until_on IS NOT NULL
"""
AT_ONCE = 250_000
"""Signatures in one statement, about."""


async def fill(dsn: str, petitions: int, signatures: int) -> Mapping[str, float]:
    """Returns what there is then, and how long it took."""
    began = time.perf_counter()
    line = await direct(dsn)
    try:
        await line.execute("SET synchronous_commit = off")
        await filled_before_built(line, _TABLES, _LEAVES, lambda: _fill(line, petitions, signatures))
        return {
            "petitions": await line.fetchval("SELECT count(*) FROM drafting_petition"),
            "signatures": await line.fetchval("SELECT count(*) FROM signing_signature", timeout=600),
            "filled_seconds": round(time.perf_counter() - began, 1),
        }
    finally:
        await line.close()


async def _fill(line: asyncpg.Connection, petitions: int, signatures: int) -> None:
    wanted = shares(petitions, signatures)
    made = list(await _petitions(line, petitions))
    await line.copy_records_to_table("drafting_petition", columns=_PETITION, records=made, timeout=3600)
    regions = await line.fetch("SELECT code FROM territories_place WHERE parent_code IS NULL ORDER BY code")
    await line.execute("CREATE TEMP TABLE growth_region (number bigint PRIMARY KEY, code text)")
    await line.copy_records_to_table(
        "growth_region", records=[(number, each["code"]) for number, each in enumerate(regions)]
    )
    await line.execute(
        "CREATE TEMP TABLE growth_wanted (number int PRIMARY KEY, id uuid UNIQUE, n int, first bigint, regions bigint)"
    )
    first, records, cuts = 0, [], [0]
    for number, (each, n) in enumerate(zip(made, wanted, strict=True), start=1):
        records.append((number, each[0], n, first, len(regions)))
        first += n
        if first >= len(cuts) * AT_ONCE:
            cuts.append(number)
    await line.copy_records_to_table("growth_wanted", records=records)
    await line.execute("ANALYZE growth_wanted")
    now = datetime.now(UTC)
    for before, until in zip(cuts, [*cuts[1:], petitions], strict=True):
        await line.execute(_SIGN, before, now, until, timeout=3600)
    for sql, params in (
        (_SERIES, ()),
        (_TOTAL, (now,)),
        (_NEEDED, ()),
        (_EVENTS, ()),
        (_CLOCKS, ()),
    ):
        await line.execute(sql, *params, timeout=3600)


def shares(petitions: int, signatures: int) -> list[int]:
    """How many signatures each has; all of them together.

    >>> shares(4, 100)
    [41, 23, 19, 17]
    """
    weights = [number**-0.8 for number in range(1, petitions + 1)]
    whole = sum(weights)
    made = [int(signatures * each / whole) for each in weights]
    for spare in range(signatures - sum(made)):
        made[spare % petitions] += 1
    return made


async def _petitions(line: asyncpg.Connection, how_many: int) -> Iterator[tuple[Any, ...]]:
    bodies = await line.fetch(
        "SELECT id, place_code FROM agencies_agency WHERE place_code IS NOT NULL AND dissolved_on IS NULL ORDER BY md5(slug) LIMIT $1", BODIES
    )  # fmt: skip
    topics = [each["key"] for each in await line.fetch("SELECT key FROM agencies_topic ORDER BY key")]
    places = [
        each["name_kk"]
        for each in await line.fetch("SELECT name_kk FROM territories_place ORDER BY md5(code) LIMIT 4000")
    ]
    edition = await line.fetchval("SELECT max(edition_on) FROM drafting_petition")
    return _made(how_many, bodies, topics, Writer(places), edition)


def _made(
    how_many: int, bodies: Sequence[Any], topics: Sequence[str], writer: Writer, edition: date
) -> Iterator[tuple[Any, ...]]:
    now, chance = datetime.now(UTC), writer.chance
    for number in range(1, how_many + 1):
        state = chance.choice(_NOTED_STATES if number <= NOTED else _STATES)
        is_posted, is_decided = state in _POSTED, state in _DECIDED
        age = (
            chance.randint(10, 170)
            if state in ("public", "gathering", "checking")
            else chance.randint(200, 900)
        )
        filed, text = now - age * DAY - timedelta(seconds=chance.randrange(80_000)), writer.write(number)
        body, needs = bodies[number % len(bodies)], 200 if is_posted else None
        posted = filed + 5 * DAY if is_posted or state == "rejected" else None
        population = (60_000, date(now.year, 1, 1), "growth") if is_posted else (None, None, "")
        proposal = text.text[:1].lower() + text.text[1:]
        yield (
            new_id(), reference("P", filed.year, FIRST_NUMBER + number), new_secret(), text.title, text.text, proposal, text.folded,
            text.folded_title, text.language, chance.choice(topics), "lower_akimat", body["id"], body["place_code"], "Айгүл С.",
            body["place_code"], state, edition, filed, (filed + 28 * DAY).date(), posted and filed + 3 * DAY, posted,
            (filed + 188 * DAY).date() if is_posted else None, needs, *population, filed + 60 * DAY if state in _PASSED else None,
            filed + 61 * DAY if state in _PASSED - {"reached"} else None, filed + 90 * DAY if is_decided else None,
        )  # fmt: skip
