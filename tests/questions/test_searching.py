"""Searching by words looks no further than it must, and finds the same as a look at every question would."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hearing_state.actions import Context
from hearing_state.db import execute, rows
from hearing_state.ids import new_id
from hearing_state.questions import listing, queries, searching
from hearing_state.questions.conditions import Where, where_of
from hearing_state.questions.queries import Filters
from hearing_state.questions.searching import Words
from hearing_state.territories.folding import folded
from tests.agencies.country import ABAI_OBLAST, ALMATY, QARAAUYL
from tests.questions.world import World, at

_COPIED = "kind, place_code, topic, agency_id, is_public, consent_at, screening, state, channel, registered_on, received_at, redirect_until_on"
# One question becomes many, of other words and days, each with a clock of its own.
_CLOCK = """
INSERT INTO deadlines_clock (id, rule_id, rule_from_on, about, kind, agency_id, place_code, registered_on, due_on, is_public, calendar_version, events, created_at)
SELECT $1, c.rule_id, c.rule_from_on, $2, c.kind, c.agency_id, c.place_code, c.registered_on, c.due_on, true, c.calendar_version, 0, c.created_at
  FROM deadlines_clock c JOIN questions_question q ON q.clock_id = c.id WHERE q.ref = $3
"""
_QUESTION = f"""
INSERT INTO questions_question (id, ref, title, text, folded, language, clock_id, registered_at, {_COPIED})
SELECT $1, $2, $4, $5, $6, $7, $8, $9, {_COPIED} FROM questions_question WHERE ref = $3
"""
_KK = ("су келмейді", "жол нашар", "көпір сынған", "сумен қамту", "мектеп жөндеу", "Арқатта жарық жоқ")
_RU = ("вода из крана", "дороги разбиты", "мост у школы", "водоём", "нет моста", "Аркат без света")
MANY = 96


@pytest.fixture
async def many(village: World) -> Context:
    """The newest first is not the order in which they came; two of three are Kazakh, every ninth is private."""
    first = await village.published()
    now = at("2026-11-23")
    for number in range(MANY):
        language = "ru" if number % 3 == 0 else "kk"
        said = _RU if language == "ru" else _KK
        title, text = said[number // 3 % 6], f"{said[number // 3 * 5 % 7 % 6]} {number}"
        await _add(first, number, title, text, language, now - timedelta(days=number * 37 % MANY * 5))
    await execute(
        "UPDATE questions_question SET screening = 'private', is_public = false, consent_at = null WHERE right(ref, 2)::int % 9 = 0 AND ref <> $1",
        first,
    )
    return village.visitor


async def _add(first: str, number: int, title: str, text: str, language: str, at_: datetime) -> None:
    clock, ref = new_id(), f"Q-2025-{number + 1:06d}"
    await execute(_CLOCK, clock, ref, first)
    plain = folded(f"{title} {text}")
    await execute(_QUESTION, new_id(), ref, first, title, text, plain, language, clock, at_)


async def _one_by_one(context: Context, filters: Filters) -> list[str]:
    """The newest first, each row held against the words as it lies there."""
    where = where_of(context, filters)
    where.parts.append(Words.of(filters.text).condition(where))
    sql = f"SELECT q.ref {where.rows()} ORDER BY q.registered_at DESC"
    return [each["ref"] for each in await rows(sql, *where.params)]


async def _found(context: Context, filters: Filters) -> list[str]:
    found: list[str] = []
    for page in range(1, 20):
        shown = await queries.listed(context, replace(filters, page=page))
        found += [each.ref for each in shown.items]
        if page >= shown.pages:
            break
    return found


ASKED = (
    "су", "вода", "мост -дорога", "көпір", "жол мектеп", "Арқат", "аркат", '"вода из крана"', "нет", "и", "сумен 4", "Q-2025-000004", "ештеңе",
)  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize(
    "narrowed",
    [{}, {"place": QARAAUYL}, {"place": ABAI_OBLAST, "language": "ru"}, {"state": "open", "topic": "street_lighting"}, {"overdue": True}, {"place": ALMATY}],
    ids=["all", "village", "oblast", "state", "overdue", "elsewhere"],
)  # fmt: skip
async def test_what_matches_is_found_however_far_one_has_to_look(many, monkeypatch, text, narrowed):
    filters = Filters(text=text, **narrowed)
    wanted = await _one_by_one(many, filters)
    for spans, most in ((searching.SPANS, 200), ((8,), 4), ((1, 32), 8), ((), 1), ((128,), 30)):
        monkeypatch.setattr(searching, "SPANS", spans)
        monkeypatch.setattr(searching, "MATCHES_MAX", most)
        monkeypatch.setattr(listing, "MATCHES_MAX", most)
        if wanted:
            assert sorted(await _found(many, filters)) == sorted(wanted[:most])


@pytest.mark.parametrize("text", ASKED)
async def test_the_index_and_the_row_say_the_same(many, text):
    filters = Filters(text=text)
    where = Where()
    searching.add_words(where, filters)
    sql = f"SELECT q.ref FROM questions_question q WHERE {where} ORDER BY q.registered_at DESC"
    found = [each["ref"] for each in await rows(sql, *where.params)]
    assert found == await _one_by_one(many, filters)
    assert bool(found) == (text != "ештеңе")


async def test_pages_of_what_was_found_hold_each_once(many):
    found = await _found(many, Filters(text="су"))
    assert len(found) > 2 * 20 - 10
    assert len(found) == len(set(found)) == (await queries.listed(many, Filters(text="су"))).total


@pytest.mark.parametrize("text", ["су", "ештеңе"])
async def test_beyond_the_last_page_it_is_said_how_many_there_are(many, text):
    first = await queries.listed(many, Filters(text=text))
    beyond = await queries.listed(many, Filters(text=text, page=first.pages + 1))
    assert (list(beyond.items), beyond.number) == ([], first.pages + 1)
    assert (beyond.total, beyond.pages) == (first.total, first.pages)


@pytest.mark.parametrize("sort", ["due", "waiting"])
async def test_what_was_found_can_be_put_in_another_order(many, sort):
    filters = Filters(text="су", sort=sort)
    found = await _found(many, filters)
    assert sorted(found) == sorted(await _one_by_one(many, filters))


async def test_more_than_are_compared_is_said_in_words(many, monkeypatch):
    monkeypatch.setattr(searching, "MATCHES_MAX", 6)
    monkeypatch.setattr(listing, "MATCHES_MAX", 6)
    shown = await queries.listed(many, Filters(text="су"))
    assert (shown.is_more, shown.total, shown.pages) == (True, 6, 1)


async def test_a_slip_of_the_pen_leads_to_one_page_of_what_sounds_like_it(many):
    shown = await queries.listed(many, Filters(text="коппир"))
    assert shown.items
    assert (shown.pages, shown.total) == (1, len(shown.items))
    assert (await queries.listed(many, Filters(text="коппир", page=2))).items == []


@pytest.mark.parametrize("place", [QARAAUYL, ABAI_OBLAST, ALMATY, ""])
async def test_lists_of_a_place_are_whole_and_in_order(many, place):
    filters = Filters(place=place)
    found = await _found(many, filters)
    where = where_of(many, filters)
    sql = f"SELECT q.ref FROM questions_question q WHERE {where} ORDER BY q.registered_at DESC, q.id DESC"
    assert found == [each["ref"] for each in await rows(sql, *where.params)]
