"""The ladder of a last day climbs by itself, from whoever answers to the head and to the body above, and everybody can see it."""

from __future__ import annotations

from datetime import date
from html import unescape
from uuid import UUID

import pytest

from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.db import rows
from hearing_state.deadlines.tasks import tell_of_due_days
from hearing_state.questions.actions.take import Take, take
from tests.questions.test_tasks import _letters, work
from tests.questions.world import World, at, on, person

EVE, TODAY, AFTER = "2026-12-11", "2026-12-14", "2026-12-15"


async def _in_office(village: World, body: str, head: UUID) -> None:
    posts = {f"post_{language}": "Әкім" for language in ("kk", "ru", "en")}
    wish = Appoint(
        agency=body, person_id=head, holder_name="Әкім", role="head", from_on=date(2026, 11, 1), **posts
    )
    await appoint(village.as_("administrator"), wish)


@pytest.fixture
async def superior_head(village: World) -> UUID:
    """Both akims have accounts; this is the district's."""
    await _in_office(village, village.okrug.slug, village.head)
    head = await person("Бауыржан", "Әлиев")
    await _in_office(village, village.district.slug, head)
    return head


async def _come_by(village: World, day: str) -> None:
    moment = at(day, 9)
    await tell_of_due_days(village.as_("system", at=moment), moment)
    await work(village, day)


async def test_each_rung_tells_one_more_reader(village: World, superior_head: UUID) -> None:
    await village.taken()
    await work(village)
    await _come_by(village, EVE)
    assert [len(await _of(each)) for each in (village.erlan, village.head, superior_head)] == [1, 0, 0]
    await _come_by(village, TODAY)
    assert [len(await _of(each)) for each in (village.erlan, village.head, superior_head)] == [2, 1, 0]
    await _come_by(village, AFTER)
    assert [len(await _of(each)) for each in (village.erlan, village.head, superior_head)] == [3, 2, 1]


async def _of(person_id) -> list[str]:
    return [each for each in await _letters(person_id) if each.startswith("deadline_")]


async def test_while_nobody_took_it_the_head_is_told_once(village: World, superior_head: UUID) -> None:
    await village.published()
    await work(village)
    await _come_by(village, TODAY)
    assert await _of(village.head) == ["deadline_near"]


async def test_an_answer_in_time_ends_the_ladder(village: World) -> None:
    ref = await village.taken()
    await _come_by(village, EVE)
    await village.answer(ref, on(village.official, EVE))
    await _come_by(village, AFTER)
    assert await _of(village.erlan) == ["deadline_near"]


async def test_at_the_due_instant_the_page_says_no_answer_and_names_office_and_superior_and_each_reminder(
    village: World, client
) -> None:
    ref = await village.published()
    await take(village.official, Take(question=ref))
    for day in (EVE, TODAY):
        await _come_by(village, day)
    client.clock.put(at(TODAY, 23, 59))
    assert "No answer by the legal day." not in (await client.get(f"/en/questions/{ref}?before")).text
    client.clock.put(at(AFTER, 0, 0))
    silent = unescape((await client.get(f"/en/questions/{ref}?after")).text)
    assert "No answer by the legal day." in silent
    assert village.okrug.name_en in silent
    assert f"The body above it: {village.district.name_en}" in silent
    await _come_by(village, AFTER)
    client.clock.put(at(AFTER, 10))
    told = (await client.get(f"/en/questions/{ref}?told")).text
    assert "before the last day, whoever has to answer" in told
    assert "the head of the body above" in told
    kinds = await rows(
        "SELECT kind FROM ledger_entry WHERE about = $1 AND kind LIKE 'deadline.%' ORDER BY made_at, id", ref
    )
    assert [each["kind"] for each in kinds][-3:] == [
        "deadline.reminded",
        "deadline.reminded",
        "deadline.missed",
    ]
