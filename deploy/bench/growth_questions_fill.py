"""Fills a house with questions for measuring: questions and their clocks by COPY, what belongs to them by the database itself.

Three years of them, for two hundred bodies: most answered, some late, one in twenty open, some of those overdue. Each month that has
ended has its edition of figures. All checks, foreign keys and unique pairs hold for all of it. The public log is left out:
no page that is measured reads it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

from deploy.bench.growth_loading import filled_before_built
from deploy.bench.growth_words import Writer
from hearing_state.actions import Context
from hearing_state.db import connected, database_config, direct
from hearing_state.deadlines.tasks import sum_up_settled
from hearing_state.figures.tasks import publish_months
from hearing_state.ids import new_id, reference
from hearing_state.main import packages
from hearing_state.settings import Settings

FIRST_NUMBER = 500_000
DAYS = 3 * 365
TERM_DAYS = 21
"""Fifteen working days, about."""
AT_ONCE = 50_000
_STATES = (
    *("answered",) * 82, *("rated",) * 7, *("noted",) * 2, *("refused",) * 2, "terminated", "withdrawn", *("with_body",) * 3, *("screened",) * 2,
)  # fmt: skip
_OPEN = {"with_body", "screened"}
_OUTCOMES = {"answered": "answered", "rated": "answered", "noted": "noted", "refused": "refused", "terminated": "terminated", "withdrawn": "withdrawn"}  # fmt: skip
_SCREENINGS = (*("published",) * 90, *("private",) * 9, "hidden")
_QUESTION = (
    "id", "ref", "kind", "title", "text", "folded", "language", "place_code", "topic", "agency_id", "is_public", "consent_at", "screening",
    "hidden_reason", "state", "channel", "registered_at", "registered_on", "received_at", "redirect_until_on", "clock_id", "closed_at",
)  # fmt: skip
_CLOCK = (
    "id", "rule_id", "rule_from_on", "about", "kind", "agency_id", "place_code", "registered_on", "due_on", "settled_on", "outcome",
    "is_public", "title", "language", "calendar_version", "events", "created_at",
)  # fmt: skip
_TABLES = ("questions_question", "questions_answer", "deadlines_clock")
_LEAVES = (
    "questions_point", "questions_event", "questions_follow", "deadlines_event", "deadlines_reminder", "figures_fact", "figures_line",
)  # fmt: skip
_OURS = f"q.registered_at IS NOT NULL AND split_part(q.ref, '-', 3)::int >= {FIRST_NUMBER}"
_PAIRS = """
WITH bodies AS (
  SELECT id, place_code FROM agencies_agency WHERE place_code IS NOT NULL AND dissolved_on IS NULL ORDER BY md5(slug) LIMIT $1
)
SELECT b.id AS agency, p.code FROM bodies b JOIN territories_place p ON p.code = b.place_code OR p.parent_code = b.place_code
 WHERE p.closed_on IS NULL ORDER BY b.id, p.code
"""
_LAW = "SELECT rule_id, rule_from_on, calendar_version FROM deadlines_clock WHERE rule_id = 'appeal.answer' ORDER BY created_at DESC LIMIT 1"
_REST = (
    """
INSERT INTO deadlines_event (id, clock_id, number, kind, facts, due_on, agency_id, created_at)
SELECT gen_random_uuid(), c.id, 1, 'received', jsonb_build_object('at', q.registered_at, 'day_ends', '18:30:00', 'is_event', false), c.due_on,
       c.agency_id, q.registered_at FROM questions_question q JOIN deadlines_clock c ON c.id = q.clock_id WHERE {ours}
""",
    """
INSERT INTO deadlines_event (id, clock_id, number, kind, facts, due_on, agency_id, created_at)
SELECT gen_random_uuid(), c.id, 2, 'settled', jsonb_build_object('on', c.settled_on, 'outcome', c.outcome), c.due_on, c.agency_id, q.closed_at
  FROM questions_question q JOIN deadlines_clock c ON c.id = q.clock_id WHERE {ours} AND c.settled_on IS NOT NULL
""",
    """
INSERT INTO deadlines_reminder (id, clock_id, kind, due_on, created_at)
SELECT gen_random_uuid(), c.id, 'missed', c.due_on, c.due_on + interval '1 day'
  FROM questions_question q JOIN deadlines_clock c ON c.id = q.clock_id WHERE {ours} AND c.settled_on IS NULL AND c.due_on < current_date
""",
    """
INSERT INTO questions_point (id, question_id, number, text, state)
SELECT gen_random_uuid(), q.id, n, left(q.title, 90), CASE WHEN q.closed_at IS NULL THEN 'open' ELSE 'answered' END
  FROM questions_question q CROSS JOIN generate_series(1, 1 + (ascii(right(q.ref, 1)) % 5 = 0)::int) n WHERE {ours}
""",
    """
INSERT INTO questions_event (id, question_id, kind, happened_at, role, agency_id, reason, facts, is_public)
SELECT gen_random_uuid(), q.id, e.kind, e.at, e.role, q.agency_id, '', jsonb_build_object('due_on', q.registered_on + {term}), true
  FROM questions_question q CROSS JOIN LATERAL (VALUES ('registered', q.registered_at, 'asker'),
    (CASE WHEN q.state IN ('answered', 'rated') THEN 'answered' ELSE 'noted' END, q.closed_at, 'official')) e (kind, at, role)
 WHERE {ours} AND e.at IS NOT NULL
""",
    """
INSERT INTO questions_answer (id, question_id, version, language, agency_id, text, law, complaint, digest, written_by, published_at)
SELECT gen_random_uuid(), q.id, 1, q.language, q.agency_id, repeat('Өтінішіңіз қаралды, жұмыс жоспарға енгізілді. ', 6) || q.ref, 'ӘРПК 89-бап',
       'Жоғары тұрған органға үш ай ішінде шағым беруге болады.', repeat(md5(q.ref), 2), gen_random_uuid(), q.closed_at
  FROM questions_question q WHERE {ours} AND q.state IN ('answered', 'rated')
""",
    """
INSERT INTO questions_follow (id, question_id, person_id, followed_at)
SELECT gen_random_uuid(), q.id, gen_random_uuid(), q.registered_at FROM questions_question q WHERE {ours} AND ascii(right(q.ref, 1)) % 10 = 3
""",
    """
INSERT INTO figures_edition (id, month_on, version, made_at, publish_on, published_at, digest)
SELECT gen_random_uuid(), m, 1, m + interval '1 month', (m + interval '1 month 5 days')::date, m + interval '1 month 5 days', repeat('0', 64)
  FROM (SELECT DISTINCT date_trunc('month', due_on)::date AS m FROM deadlines_clock
         WHERE date_trunc('month', due_on) < date_trunc('month', current_date)) months ON CONFLICT DO NOTHING
""",
    """
INSERT INTO figures_fact (id, edition_id, agency_id, what, ref, topic, place_code, is_private, from_on, due_on, until_on, days, is_kept, amount)
SELECT gen_random_uuid(), e.id, q.agency_id, 'duty', q.ref, q.topic, q.place_code, q.screening = 'private', c.registered_on, c.due_on, c.settled_on,
       greatest(1, coalesce(c.settled_on, c.due_on + 10) - c.registered_on) * 5 / 7, coalesce(c.settled_on <= c.due_on, false), 0
  FROM questions_question q JOIN deadlines_clock c ON c.id = q.clock_id
  JOIN figures_edition e ON e.month_on = date_trunc('month', c.due_on) AND e.version = 1
 WHERE {ours} AND coalesce(c.outcome, '') <> 'withdrawn'
""",
    """
INSERT INTO figures_line (id, edition_id, agency_id, kept, late, silent, median, ninth_decile, redirects, redirects_held, extensions,
  points_unanswered, reopened, ratings, stars)
SELECT gen_random_uuid(), edition_id, agency_id, count(*) FILTER (WHERE is_kept), count(*) FILTER (WHERE NOT is_kept AND until_on IS NOT NULL),
       count(*) FILTER (WHERE NOT is_kept AND until_on IS NULL), percentile_disc(0.5) WITHIN GROUP (ORDER BY days),
       percentile_disc(0.9) WITHIN GROUP (ORDER BY days), 0, 0, 0, 0, 0, 0, 0
  FROM figures_fact f WHERE NOT EXISTS (SELECT 1 FROM figures_line l WHERE l.edition_id = f.edition_id AND l.agency_id = f.agency_id)
 GROUP BY 2, 3
""",
)


async def close_months(dsn: str) -> None:
    """What ended is published as the house does it itself, so that the demo has its figures too."""
    packages.install()
    async with connected(database_config(dsn, packages.models(), pool_max=2)):
        now = datetime.now(UTC)
        await publish_months(Context(now=now, settings=Settings()), now)


async def _sum_up(dsn: str) -> None:
    """What was settled is added up as the house does it each hour."""
    packages.install()
    async with connected(database_config(dsn, packages.models(), pool_max=2, statement_seconds=600)):
        now = datetime.now(UTC)
        await sum_up_settled(Context(now=now, settings=Settings()), now)


async def fill(dsn: str, questions: int, bodies: int) -> Mapping[str, float]:
    """Returns what there is then, and how long it took."""
    began = time.perf_counter()
    line = await direct(dsn)
    try:
        await line.execute("SET synchronous_commit = off")
        await filled_before_built(line, _TABLES, _LEAVES, lambda: _fill(line, questions, bodies))
        await _sum_up(dsn)
        return {
            "questions": await line.fetchval("SELECT count(*) FROM questions_question", timeout=600),
            "bodies": bodies,
            "filled_seconds": round(time.perf_counter() - began, 1),
        }
    finally:
        await line.close()


async def _fill(line: asyncpg.Connection, questions: int, bodies: int) -> None:
    pairs, law = await line.fetch(_PAIRS, bodies), await line.fetchrow(_LAW)
    topics = [each["key"] for each in await line.fetch("SELECT key FROM agencies_topic ORDER BY key")]
    names = await line.fetch("SELECT name_kk FROM territories_place ORDER BY md5(code) LIMIT 4000")
    writer, by_body = Writer([each["name_kk"] for each in names]), _by_body(pairs)
    made: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = []
    for each in _made(questions, by_body, topics, law, writer):
        made.append(each)
        if len(made) == AT_ONCE:
            await _copy(line, made)
            made.clear()
    await _copy(line, made)
    for sql in _REST:
        await line.execute(sql.replace("{ours}", _OURS).replace("{term}", str(TERM_DAYS)), timeout=3600)


async def _copy(line: asyncpg.Connection, made: Sequence[tuple[tuple[Any, ...], tuple[Any, ...]]]) -> None:
    clocks, questions = [clock for clock, _question in made], [question for _clock, question in made]
    await line.copy_records_to_table("deadlines_clock", columns=_CLOCK, records=clocks, timeout=3600)
    await line.copy_records_to_table("questions_question", columns=_QUESTION, records=questions, timeout=3600)


def _by_body(pairs: Sequence[Any]) -> list[list[Any]]:
    found: dict[Any, list[Any]] = {}
    for each in pairs:
        found.setdefault(each["agency"], []).append(each)
    return list(found.values())


def _made(
    how_many: int, by_body: Sequence[Sequence[Any]], topics: Sequence[str], law: Any, writer: Writer
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    now, chance = datetime.now(UTC), writer.chance
    # As they come: the oldest first.
    drawn = []
    for _number in range(how_many):
        state = chance.choice(_STATES)
        age = chance.randint(0, 30) if state in _OPEN else chance.randint(0, DAYS)
        drawn.append((age * 86_400 + chance.randrange(3_600, 86_400), state))
    drawn.sort(reverse=True)
    for number, (seconds, state) in enumerate(drawn, start=1):
        at = now - timedelta(seconds=seconds)
        closed = (
            None
            if state in _OPEN
            else min(now, at + timedelta(days=chance.choice((2, 5, 9, 12, 15, 18, 20, 25))))
        )
        yield _one(
            number,
            state,
            at,
            closed,
            chance.choice(by_body[number % len(by_body)]),
            chance.choice(topics),
            law,
            writer,
        )


def _one(
    number: int,
    state: str,
    at: datetime,
    closed: datetime | None,
    pair: Any,
    topic: str,
    law: Any,
    writer: Writer,
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    text, screening = writer.write(number), writer.chance.choice(_SCREENINGS)
    is_public, clock, ref = screening != "private", new_id(), reference("Q", at.year, FIRST_NUMBER + number)
    on, due = at.date(), (at + timedelta(days=TERM_DAYS)).date()
    said = (text.title, text.language) if screening == "published" else (None, text.language)
    question = (
        new_id(), ref, "inquiry", text.title, text.text, text.folded, text.language, pair["code"], topic, pair["agency"], is_public,
        at if is_public else None, screening, "spam" if screening == "hidden" else None, state, "web", at, on, at, on + timedelta(days=5),
        clock, closed,
    )  # fmt: skip
    own = (
        clock, law["rule_id"], law["rule_from_on"], ref, "duty", pair["agency"], pair["code"], on, due, closed and closed.date(),
        _OUTCOMES.get(state), is_public, *said, law["calendar_version"], 1 if closed is None else 2, at,
    )  # fmt: skip
    return own, question
