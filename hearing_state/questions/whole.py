"""One question with all that its page shows, its own rows and other packages', read in one statement for everybody who asks meanwhile.

Its page must not grow slower with what there is to show, and many readers of it wait for few statements (``db/gathered.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.agencies.sql_values import agencies_among, superior_of, topic_at
from hearing_state.db import GatheredHere, rows
from hearing_state.deadlines.sql_values import CALENDAR, clock_at
from hearing_state.errors import NotFound
from hearing_state.files.sql_values import attached_among
from hearing_state.ledger.reading import lines_about
from hearing_state.people.sql_values import names_at
from hearing_state.territories.sql_values import place_at

# Whom an event names beside who acted: facts are free text to the database, so only what looks like a number is read as one.
_NAMED = "e.facts ->> 'to_agency'"
_UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_BODIES = f"""
SELECT q.agency_id
 UNION SELECT b.agency_id FROM questions_answer b WHERE b.question_id = q.id
 UNION SELECT e.agency_id FROM questions_event e WHERE e.question_id = q.id AND e.is_public
 UNION SELECT CASE WHEN {_NAMED} ~ '{_UUID}' THEN ({_NAMED})::uuid END FROM questions_event e WHERE e.question_id = q.id AND e.is_public
"""
_PAPERS = "q.ref::text || ARRAY(SELECT q.ref || ':answer:' || b.version FROM questions_answer b WHERE b.question_id = q.id)"
# Of how many questions it is asked the planner does not learn: so one plan serves all, and planning would cost four times the reading.
_WHOLE = f"""
SELECT q.id, q.ref, q.kind, q.title, q.text, q.language, q.place_code, q.topic, q.agency_id, q.asker_id, q.is_public, q.screening,
       q.hidden_reason, q.state, q.channel, q.registered_at, q.registered_on, q.redirect_until_on, q.clock_id, q.cure_until_on, q.parent_ref,
       ARRAY(SELECT part.ref FROM questions_question part WHERE part.parent_ref = q.ref ORDER BY part.ref) AS parts,
       ARRAY(SELECT ROW(p.number, p.text, p.state, p.into_ref) FROM questions_point p WHERE p.question_id = q.id ORDER BY p.number) AS points,
       ARRAY(SELECT ROW(b.id, b.version, b.language, b.agency_id, b.text, b.law, b.complaint, b.reason, b.digest, b.published_at, b.is_second_round,
                        ARRAY(SELECT ROW(p.number, p.outcome, p.text, p.ground) FROM questions_answer_point p WHERE p.answer_id = b.id ORDER BY p.number))
               FROM questions_answer b WHERE b.question_id = q.id ORDER BY b.version DESC) AS answers,
       ARRAY(SELECT ROW(r.stars, r.remark, r.is_second_round, r.rated_at) FROM questions_rating r WHERE r.question_id = q.id ORDER BY r.rated_at) AS ratings,
       ARRAY(SELECT ROW(e.kind, e.happened_at, e.role, e.agency_id, e.post_kk, e.post_ru, e.post_en, e.reason, e.facts)
               FROM questions_event e WHERE e.question_id = q.id AND e.is_public ORDER BY e.happened_at, e.id) AS events,
       (SELECT count(*)::int FROM questions_follow f WHERE f.question_id = q.id) AS followers,
       {clock_at("q.clock_id")} AS clock, {CALENDAR} AS calendar,
       {place_at("q.place_code")} AS place, {topic_at("q.topic")} AS topic_named,
       {agencies_among(_BODIES)} AS bodies, {superior_of("q.agency_id")} AS superior,
       {names_at("q.asker_id")} AS asker, {attached_among(_PAPERS)} AS files, {lines_about("q.ref")} AS lines,
       ARRAY(SELECT f.person_id FROM questions_follow f WHERE f.question_id = q.id AND f.person_id = ANY (ARRAY(SELECT unnest($2::uuid[])))) AS following
  FROM questions_question q WHERE q.ref = ANY (ARRAY(SELECT unnest($1::text[])))
"""
_Key = tuple[str, UUID | None]


@dataclass(frozen=True, slots=True)
class Whole:
    """``found``: the same for all readers, before anything is cut away for the one who asks."""

    found: Mapping[str, Any]
    is_followed: bool


async def whole(ref: str, me: UUID | None) -> Whole:
    """Raises NotFound for a number that was never given."""
    read = await _WHOLES.get((ref, me))
    if read is None:
        raise NotFound("question.not_found")
    return read


async def _read(wanted: Collection[_Key]) -> dict[_Key, Whole]:
    refs, people = {ref for ref, _me in wanted}, {me for _ref, me in wanted if me is not None}
    found = {each["ref"]: each for each in await rows(_WHOLE, list(refs), list(people))}
    following = {ref: frozenset(each.pop("following")) for ref, each in found.items()}
    return {(ref, me): Whole(found[ref], me in following[ref]) for ref, me in wanted if ref in found}


_WHOLES: GatheredHere[_Key, Whole] = GatheredHere(_read)
