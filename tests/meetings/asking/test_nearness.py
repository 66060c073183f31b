"""What asks the same is found in one language and across two, and what does not is left alone."""

from __future__ import annotations

import pytest

from hearing_state.territories.folding import folded
from meetings.asking import nearness
from meetings.asking.actions.split_off import SplitOff, split_off
from meetings.asking.nearness import NEAR_MIN, PROPOSE_MIN, likeness, words_of
from tests.meetings.asking.list_of import LIGHT_KK, LIGHT_RU, ROAD_KK, WATER_KK, ListOf
from tests.meetings.registration.hall import resident

TWINS = (
    (LIGHT_KK, LIGHT_RU, "street_lighting"),
    ("Мектепке баратын жол қашан жөнделеді?", "Когда отремонтируют дорогу к школе?", "roads"),
    ("Су құбыры ескірген, қашан ауыстырылады?", "Водопровод старый, трубы текут, когда замените?", "water_supply"),
    ("Аялдамаға автобус неге келмейді?", "Почему автобус не доезжает до остановки?", "public_transport"),
    ("Бос жүрген иттер балаларды қауып жатыр, не істейсіздер?", "Бездомные собаки кусают детей у школы, что будете делать?", "safety"),
)  # fmt: skip
STRANGERS = (
    (LIGHT_KK, "Когда отремонтируют дорогу к школе?"),
    (ROAD_KK, "Почему автобус не доезжает до остановки?"),
    (WATER_KK, "Жайылым жерлері неге бөлінбейді?"),
    ("Балабақшаға кезек неге жылжымайды?", "Когда проведут газ в наше село?"),
)


def words(text: str, language: str, topic: str = "roads"):
    return words_of(folded(text), language, topic)


@pytest.mark.parametrize(("kk", "ru", "topic"), TWINS[:4])
def test_twins_in_two_languages_are_alike(kk: str, ru: str, topic: str):
    assert likeness(words(kk, "kk", topic), words(ru, "ru", topic)) >= NEAR_MIN


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_strangers_are_not(one: str, other: str):
    language = "kk" if any(letter in other for letter in "қғңәөұүі") else "ru"
    assert likeness(words(one, "kk"), words(other, language, "schools")) < NEAR_MIN


def test_likeness_is_the_same_both_ways():
    for kk, ru, topic in TWINS:
        one, other = words(kk, "kk", topic), words(ru, "ru", topic)
        assert likeness(one, other) == likeness(other, one)


async def test_whoever_writes_is_shown_what_is_there_already(ahead: ListOf):
    ref = await ahead.published()
    await ahead.published(ahead.world.daulet, ROAD_KK, topic="roads")
    await ahead.ask(
        ahead.world.daulet, "Абай көшесінде жарық жоқ, шамдар қашан жанады?"
    )  # nobody reads it yet
    found = await nearness.near(ahead.world.visitor, ahead.meeting, LIGHT_RU, "ru", "street_lighting")
    assert [each.line.lead.ref for each in found] == [ref]
    assert await nearness.near(ahead.world.visitor, ahead.meeting, "Не?", "kk", "roads") == []


async def test_the_office_is_proposed_twins_until_they_are_one_line(ahead: ListOf):
    one = await ahead.published()
    other = await ahead.published(ahead.world.daulet, LIGHT_RU, language="ru")
    await ahead.published(await resident(), WATER_KK, topic="water_supply")
    (proposal,) = await nearness.proposals(ahead.clerk, ahead.meeting)
    assert {proposal.one.lead.ref, proposal.other.lead.ref} == {one, other}
    assert proposal.percent >= PROPOSE_MIN * 100
    await ahead.bundle(one, other, likeness=proposal.percent)
    assert await nearness.proposals(ahead.clerk, ahead.meeting) == []
    await split_off(ahead.who(ahead.world.daulet), SplitOff(question=other))
    assert await nearness.proposals(ahead.clerk, ahead.meeting) == []  # her word holds
