"""Somebody opens a meeting: when, where, how, who; how it was announced; what became of it."""

from __future__ import annotations

import pytest

from meetings.schedule.actions.announce import Announce, announce
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.change import Change, change
from meetings.schedule.actions.move import Move, move
from tests.meetings.world import TITLE_KK, TITLE_RU, World, hour

REASON = "Жолды қар басып қалды, жету мүмкін емес."
HALL = {"address_kk": "Мәдениет үйі, Абай көшесі, 12", "address_ru": "Дом культуры, ул. Абая, 12"}


async def page(client, ref: str, language: str = "en", status: int = 200) -> str:
    answer = await client.get(f"/{language}/meetings/{ref}")
    assert answer.status_code == status
    return answer.text


async def test_it_says_when_where_who_and_how_long(client, here: World):
    found = await here.announced(mode="hybrid", seats=120, languages=("kk",), interpretation=("ru",), **HALL)
    text = await page(client, found.ref)
    for said in (
        "15 December, Tuesday", "18:00", "until 19:30, 1 h 30 min", "Akim Бауыржан Омаров", HALL["address_kk"], "120",
        "Kazakh", "Russian", "at least 1 h 8 min; the report takes 22 min at most", "in a hall and online",
    ):  # fmt: skip
        assert said in text, said
    assert 'lang="kk">' + TITLE_KK in text
    russian = await page(client, found.ref, "ru")
    assert TITLE_RU in russian
    assert HALL["address_ru"] in russian
    assert f"/en/bodies/{here.okrug.slug}" in text
    assert f"/en/meetings/{found.ref}/meeting.ics" in text
    assert f"/en/meetings/{found.ref}/notice" in text


async def test_how_to_join_is_told_or_promised(client, here: World):
    found = await here.announced()
    assert "as soon as the office tells them" in await page(client, found.ref)
    wish = Change(meeting=found.ref, mode="online", title_kk=TITLE_KK, title_ru=TITLE_RU, languages=("kk",),
                  join_kk="8 800 080 12 12", join_ru="8 800 080 12 12", reason=REASON)  # fmt: skip
    await change(here.clerk, wish)
    text = await page(client, found.ref)
    assert "8 800 080 12 12" in text
    assert "as soon as the office tells them" not in text


async def test_an_announcement_in_time_says_by_how_much(client, here: World):
    found = await here.announced("2026-12-15")
    text = await page(client, found.ref)
    assert "Announced on 23 November 2026, 22 days ahead; the law wants it 7 days ahead." in text
    assert "in time" in text


async def test_a_late_announcement_says_why(client, here: World):
    found = await here.planned("2026-11-27")
    await announce(here.clerk, Announce(meeting=found.ref, late_reason="Су тасқыны қаупі."))
    text = await page(client, found.ref)
    assert "later than the law wants" in text
    assert "Су тасқыны қаупі." in text
    assert "hs-timeline__late" in text


async def test_a_planned_one_says_until_when_it_must_be_announced(client, here: World):
    found = await here.planned("2026-12-15")
    text = await page(client, found.ref)
    assert "by 8 December 2026 at the latest" in text
    client.clock.put(hour("2026-12-09"))
    assert "it should have been by 8 December 2026" in await page(client, found.ref)


async def test_a_moved_one_tells_both_hours_and_the_reason(client, here: World):
    found = await here.announced("2026-12-15")
    await move(here.clerk, Move(meeting=found.ref, starts_at=hour("2026-12-17"), minutes=60, reason=REASON))
    text = await page(client, found.ref)
    assert "The meeting was moved." in text
    assert "It stood before at: 15 December, Tuesday, 18:00." in text
    assert "15 December 2026, 18:00 → 17 December 2026, 18:00" in text
    assert text.count(REASON) == 2


async def test_a_cancelled_one_tells_why_and_that_the_duty_stays(client, here: World):
    found = await here.announced()
    await cancel(here.clerk, Cancel(meeting=found.ref, reason=REASON))
    text = await page(client, found.ref)
    assert "This meeting does not take place." in text
    assert "The duty to meet the people here stays" in text
    assert "Put it into my calendar" not in text


async def test_a_held_one_says_who_came(client, here: World):
    found = await here.held()
    text = await page(client, found.ref)
    assert "from 18:00 to 19:30" in text
    assert "37 people took part" in text


async def test_one_that_nobody_wrote_down_says_so(client, here: World):
    found = await here.announced("2026-12-15")
    client.clock.put(hour("2026-12-15", "19:31"))
    text = await page(client, found.ref)
    assert "Until it does, the meeting does not count." in text
    assert "Put it into my calendar" not in text


async def test_a_deputy_is_called_one(client, here: World):
    found = await here.announced(is_deputy=True, host_name="Сәуле Оспанова")
    assert "Сәуле Оспанова, deputy" in await page(client, found.ref)


@pytest.mark.parametrize("ref", ["M-2026-999999", "Q-2026-000001", "x", "M-2026-1", "%00"])
@pytest.mark.parametrize("rest", ["", "/notice", "/meeting.ics"])
async def test_there_is_no_such_meeting(client, here: World, ref, rest):
    assert (await client.get(f"/kk/meetings/{ref}{rest}")).status_code == 404


async def test_the_notice_says_everything_in_both_languages_whoever_prints_it(client, here: World):
    found = await here.announced(mode="hall", **HALL)
    for language in ("kk", "ru", "en"):
        text = (await client.get(f"/{language}/meetings/{found.ref}/notice")).text
        for said in (
            "Тұрғындармен кездесу", "Встреча с жителями", TITLE_KK, TITLE_RU, "2026 ж. 15\xa0желтоқсан", "15 декабря 2026\xa0года",
            "сейсенбі", "вторник", "Әкім Бауыржан Омаров", "Аким Бауыржан Омаров", HALL["address_kk"], HALL["address_ru"],
        ):  # fmt: skip
            assert said in text, said
        assert text.index('lang="kk">Тұрғындармен') < text.index('lang="ru">Встреча')
        assert text.count(">18:00<") == 1
        assert "<svg" in text
        assert f"/{language}/meetings/{found.ref}" in text


async def test_the_notice_of_a_cancelled_one_says_so(client, here: World):
    found = await here.announced()
    await cancel(here.clerk, Cancel(meeting=found.ref, reason=REASON))
    text = (await client.get(f"/ru/meetings/{found.ref}/notice")).text
    assert "Бұл кездесу болмайды." in text
    assert "Эта встреча не состоится." in text
