"""Many at once, real commits on several connections: two hundred supports by a hundred and fifty people, a person on five devices."""

from __future__ import annotations

import asyncio

import pytest

from hearing_state.db import rows, value
from hearing_state.errors import Conflict
from meetings.asking.actions.support import Support, support
from tests.meetings.asking.list_of import SECRET, WATER_KK, ListOf, list_of
from tests.meetings.registration.hall import resident
from tests.meetings.world import world
from tests.support.contexts import AsRole

PEOPLE, AGAIN = 150, 50


@pytest.fixture
async def rush(own_database: str, as_: AsRole) -> ListOf:
    return await list_of(await world(as_))


async def test_two_hundred_supports_at_once_by_a_hundred_and_fifty_people_are_a_hundred_and_fifty(
    rush: ListOf,
):
    ref = await rush.published()
    people = [await resident(number) for number in range(PEOPLE)]
    wanted = [*people, *people[:AGAIN]]
    made = await asyncio.gather(*(support(rush.who(each), Support(question=ref)) for each in wanted))
    assert sum(each.is_new for each in made) == PEOPLE
    sql = "SELECT count(*)::int FROM asking_support s JOIN asking_question q ON q.id = s.question_id WHERE q.ref = $1 AND NOT s.is_own"
    assert await value(sql, ref) == PEOPLE
    assert (await rush.shown(ref)).line.supporters == PEOPLE + 1  # and its asker


async def test_one_browser_that_presses_ten_times_is_one_guest(rush: ListOf):
    ref = await rush.published()
    wish = Support(question=ref, secret=SECRET)
    made = await asyncio.gather(*(support(rush.guest(), wish) for _time in range(10)))
    assert sum(each.is_new for each in made) == 1
    assert (await rush.shown(ref)).line.guests == 1


async def test_one_person_on_five_devices_has_three_questions(rush: ListOf):
    texts = [f"{number}-құрылғыдан: {WATER_KK}" for number in range(5)]
    made = await asyncio.gather(*(rush.ask(text=each) for each in texts), return_exceptions=True)
    assert sum(isinstance(each, str) for each in made) == 3
    assert {str(each) for each in made if isinstance(each, Conflict)} == {"ahead.too_many"}
    found = await rows("SELECT turn, is_first_time FROM asking_question ORDER BY turn")
    assert [(each["turn"], each["is_first_time"]) for each in found] == [(1, True), (2, False), (3, False)]


async def test_clerks_who_bundle_the_same_at_once_leave_one_line(rush: ListOf):
    refs = [await rush.published(await resident(n), f"{n}: {WATER_KK}") for n in range(3)]
    pairs = [(refs[0], refs[1]), (refs[1], refs[2]), (refs[0], refs[2]), (refs[2], refs[1])]
    await asyncio.gather(*(rush.bundle(*pair) for pair in pairs))
    assert await rush.order() == [refs[0]]
    assert (await rush.shown(refs[2])).line.size == 3
