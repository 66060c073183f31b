"""The list of petitions, searched, narrowed and paged: each stands in it once, in order, however far one has to look."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from hearing_state.actions import Context
from hearing_state.db import execute, rows
from hearing_state.ids import new_id, new_secret
from hearing_state.territories.folding import folded
from petitions.browsing import queries, searching
from petitions.browsing.queries import TABS, Filters
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, ALMATY, QARAAUYL_OKRUG
from tests.petitions.browsing.test_pages import public
from tests.petitions.world import World
from tests.promises.load.test_query_counts import statements

MANY = 75
_COPIED = (
    "language, competence, agency_id, place_code, author_shown, author_place, edition_on, gather_until_on, fifty_at,"
    " collect_until_on, needed, population, population_on, population_source"
)
_COPY = f"""
INSERT INTO drafting_petition (id, ref, link, title, reasons, proposal, folded, folded_title, topic, state, filed_at, published_at, reached_at,
  decided_at, {_COPIED})
SELECT $1, $2, $3, $4, reasons, proposal, $5, $5, $6, $7::varchar, $8::timestamptz, $8::timestamptz, $8::timestamptz, CASE WHEN $7::varchar IN ('granted', 'refused') THEN $8::timestamptz END, {_COPIED}
  FROM drafting_petition WHERE ref = $9
"""
_WORDS = ("су тарту", "жол жөндеу", "мектеп салу", "сумен қамту", "мектепалдыдаярлықтобын ашу")
_STATES = ("public", "public", "considering", "granted", "refused")
ASKED = ("су", "мектеп", "жол жөн", "мектепалдыдаяр", "мектепалдыдаярлықжоқ", "ештеңе")


@pytest.fixture
async def many(here: World) -> Context:
    """Every seventh is hidden; they were not filed in the order of their numbers."""
    filed = await here.filed()
    first = await public(filed.ref, needed=40)
    topics = [each["key"] for each in await rows("SELECT key FROM agencies_topic ORDER BY key LIMIT 2")]
    now = here.visitor.now
    for number in range(MANY):
        words, state = _WORDS[number * 2 % 5], _STATES[number // 5 % 5]
        at = now - timedelta(days=number * 37 % MANY * 9, hours=1)
        ref = f"P-2025-{number + 1:06d}"
        await execute(
            _COPY,
            new_id(),
            ref,
            new_secret(),
            f"Ауылымызда {words} керек, {number}",
            folded(words),
            topics[number % 2],
            state,
            at,
            first.ref,
        )
    await execute(
        "UPDATE drafting_petition SET is_hidden = true WHERE ref <> $1 AND right(ref, 2)::int % 7 = 0",
        first.ref,
    )
    await execute("UPDATE drafting_petition SET folded = 'баска' WHERE ref = $1", first.ref)
    return here.visitor


async def _found(context: Context, filters: Filters) -> list[str]:
    found: list[str] = []
    for number in range(1, 30):
        page = await queries.listed(context, filters, number)
        found += [each.ref for each in page.items]
        if number >= page.pages:
            break
    return found


async def _wanted(filters: Filters) -> list[str]:
    """The list as a look at every petition gives it."""
    order = queries._ORDER[filters.tab]
    found = await rows(
        f"SELECT p.ref, p.folded, p.topic {queries._source(filters)} WHERE {queries._SEEN[filters.tab]} ORDER BY {order}, p.ref DESC"
    )
    words = searching.words_of(filters.text)
    return [
        each["ref"]
        for each in found
        if all(f" {word}" in f" {each['folded']}" for word in words) and filters.topic in ("", each["topic"])
    ]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("text", ASKED)
async def test_what_matches_stands_in_the_lists_order_however_far_one_has_to_look(
    many, monkeypatch, tab, text
):
    filters = Filters(tab=tab, text=text)
    wanted = await _wanted(filters)
    for spans, most in ((searching.SPANS, 200), ((8,), 3), ((32, 128), 5), ((), 200), ((512,), 1)):
        monkeypatch.setattr(searching, "SPANS", spans)
        for where in (searching, queries):
            monkeypatch.setattr(where, "MATCHES_MAX", most)
        assert await _found(many, filters) == wanted[:most]


async def test_some_of_these_words_are_found(many):
    found = {text: len(await _found(many, Filters(tab="all", text=text))) for text in ASKED}
    assert found["су"] > found["мектепалдыдаяр"] > 0
    assert found["мектепалдыдаярлықжоқ"] == found["ештеңе"] == 0


@pytest.mark.parametrize("tab", TABS)
async def test_pages_hold_each_petition_once_and_in_order(many, tab):
    for filters in (Filters(tab=tab), Filters(tab=tab, topic="roads")):
        assert await _found(many, filters) == await _wanted(filters)


async def test_an_oblast_and_a_district_stand_for_all_below(many):
    await execute("UPDATE drafting_petition SET place_code = $1", QARAAUYL_OKRUG)
    everything = await _found(many, Filters(tab="all"))
    for place in (QARAAUYL_OKRUG, ABAI_DISTRICT, ABAI_OBLAST):
        for text in ("", "су"):
            narrowed = Filters(tab="all", place=place, text=text)
            assert await _found(many, narrowed) == await _found(many, replace(narrowed, place=""))
    assert len(everything) == MANY - MANY // 7 + 1
    assert await _found(many, Filters(tab="all", place=ALMATY)) == []
    assert await _found(many, Filters(tab="all", place=ALMATY, text="су")) == []


async def test_more_than_are_compared_is_said(many, monkeypatch):
    for where in (searching, queries):
        monkeypatch.setattr(where, "MATCHES_MAX", 4)
    page = await queries.listed(many, Filters(tab="all", text="су"))
    assert (page.is_more, page.counted, page.pages, len(page.items)) == (True, "4+", 1, 4)


async def test_the_database_is_asked_as_often_whatever_is_found(many):
    for tab in TABS:
        for text, most in (("", 2), ("су", 1), ("ештеңе", 1)):
            for number in (1, 3):
                with statements() as said:
                    await queries.listed(many, Filters(tab=tab, text=text), number)
                    await asyncio.sleep(0)  # what was asked is noted in the loop's next round
                assert len(said) == most
