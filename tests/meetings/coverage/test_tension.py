"""Declared tension is a duty to meet within days: open in public until the meeting is held, without a word about people."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Agency, Post
from hearing_state.clock import FrozenClock
from hearing_state.db import rows
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from hearing_state.territories import queries as territories
from meetings.coverage import declaring, tasks, tension
from meetings.coverage.actions.declare_tension import DeclareTension, declare_tension
from meetings.coverage.actions.end_tension import EndTension, end_tension
from meetings.coverage.tension import TensionStanding
from meetings.duties.actions.set_norm import SetNorm, set_norm
from tests.agencies.country import MEDEU, QARAAUYL, QARAAUYL_OKRUG
from tests.meetings.coverage.years import Past, lay
from tests.meetings.world import World, later
from tests.support.contexts import NOON

GROUNDS = "Асқар Ибраевтың айтуынша, тұрғындар аудан орталығына баруға жиналып жатыр."
REASON = "Су қосылды, тұрғындар тарады."


def wish(here: World, **more) -> DeclareTension:
    given = {"agency": here.okrug.slug, "place": QARAAUYL, "kind": "arisen", "grounds": GROUNDS, **more}
    return DeclareTension(**given)


def official(here: World):
    return here.as_("official", here.district.id)


async def only(here: World, days: float = 0) -> tension.Tension:
    (found,) = await tension.open_under(later(here.visitor, days=days), None)
    return found


async def test_the_district_declares_it_and_the_okrug_owes_a_meeting_within_ten_days(here: World):
    await declare_tension(official(here), wish(here))
    found = await only(here)
    assert (found.declared_on, found.due_on) == (date(2026, 11, 23), date(2026, 12, 3))
    assert found.standing is TensionStanding.OPEN
    assert (await only(here, days=10)).standing is TensionStanding.OPEN
    assert (await only(here, days=11)).standing is TensionStanding.OVERDUE
    village = await territories.place(here.visitor, QARAAUYL)
    assert len(await tension.open_at(here.visitor, village)) == 1
    assert await tension.open_of(here.visitor, [here.district.id]) == []


async def takes_office(here: World, body: Agency, role: Post, who: UUID) -> None:
    wish = Appoint(
        agency=body.slug,
        role=role,
        holder_name="Айнұр Тілеуова",
        post_kk="Маман",
        post_ru="Специалист",
        post_en="Officer",
        from_on=NOON.date(),
        person_id=who,
    )
    await appoint(here.as_("system", at=NOON), wish)


async def test_the_office_that_owes_the_meeting_gets_a_letter_without_the_grounds(here: World, orm, settings):
    await takes_office(here, here.okrug, Post.HEAD, here.akim)
    await takes_office(here, here.okrug, Post.CLERK, here.secretary)
    await takes_office(here, here.district, Post.HEAD, here.daulet)
    made = await declare_tension(official(here), wish(here))
    await relay_for(OpenHouse(settings, FrozenClock(NOON), orm), parallel=1).drain()
    letters = await rows(
        "SELECT person_id, values::text AS said FROM notifications_notification WHERE template = 'meetings/coverage/tension_declared'"
    )
    assert {each["person_id"] for each in letters} == {here.akim, here.secretary}
    said = letters[0]["said"]
    assert f"/console/tension/{made}" in said
    assert "2026-12-03" in said
    assert "Асқар" not in said


async def _told(here: World, orm, settings, days: float) -> list[str]:
    """The job so many days after the declaration, and what it leads to: letters about days, written so far."""
    now = NOON + timedelta(days=days)
    await tasks.tell_of_days(here.as_("system", at=now), now)
    await relay_for(OpenHouse(settings, FrozenClock(now), orm), parallel=1).drain()
    found = await rows(
        "SELECT template FROM notifications_notification WHERE template ~ 'tension_(near|missed)' ORDER BY id"
    )
    return [each["template"].rpartition("_")[2] for each in found]


async def test_the_office_is_told_before_and_after_the_term_once_each(here: World, orm, settings):
    await takes_office(here, here.okrug, Post.HEAD, here.akim)
    await declare_tension(official(here), wish(here))
    assert await _told(here, orm, settings, 6) == []
    assert await _told(here, orm, settings, 7) == ["near"]
    assert await _told(here, orm, settings, 8) == ["near"]
    assert await _told(here, orm, settings, 10) == ["near", "near"]
    assert await _told(here, orm, settings, 10.2) == ["near", "near"]
    assert await _told(here, orm, settings, 11) == ["near", "near", "missed"]
    assert await _told(here, orm, settings, 40) == ["near", "near", "missed"]
    logged = await rows("SELECT is_public FROM ledger_entry WHERE kind = 'tension.missed'")
    assert [each["is_public"] for each in logged] == [True]


async def test_after_a_standstill_the_miss_is_told_and_an_answered_one_is_not(here: World, orm, settings):
    await takes_office(here, here.okrug, Post.HEAD, here.akim)
    await declare_tension(official(here), wish(here))
    await declare_tension(official(here), wish(here, place=QARAAUYL_OKRUG))
    await lay([Past(here.okrug.id, QARAAUYL_OKRUG, date(2026, 11, 27), kind="tension")])
    assert await _told(here, orm, settings, 13) == ["missed"]


async def test_a_meeting_at_tension_answers_it_and_an_ordinary_one_does_not(here: World):
    made = await declare_tension(official(here), wish(here, place=QARAAUYL_OKRUG))
    await lay(
        [
            Past(here.okrug.id, QARAAUYL, date(2026, 11, 20), kind="tension"),
            Past(here.okrug.id, QARAAUYL, date(2026, 11, 24), kind="extra"),
            Past(here.district.id, QARAAUYL, date(2026, 11, 25), kind="tension"),
            Past(here.okrug.id, QARAAUYL, date(2026, 11, 26), kind="tension", state="cancelled"),
        ]
    )
    assert (await only(here, days=4)).is_open
    await lay([Past(here.okrug.id, QARAAUYL, date(2026, 11, 27), kind="tension")])
    in_december = later(here.visitor, days=12)
    assert await tension.open_under(in_december, None) == []
    found = await tension.tension(in_december, str(made))
    assert (found.standing, found.met_on) == (TensionStanding.MET, date(2026, 11, 27))
    assert await declare_tension(later(official(here), days=12), wish(here, place=QARAAUYL_OKRUG)) != made


async def test_a_corrected_term_is_for_what_is_declared_from_then_on(here: World):
    await declare_tension(official(here), wish(here))
    source = {"source_kk": "Жаңа ереже", "source_ru": "Новое правило"}
    tomorrow = later(here.administrator, days=1)
    await set_norm(tomorrow, SetNorm(norm=tension.NORM, value=3, **source))
    assert (await only(here, days=2)).due_on == date(2026, 12, 3)
    await declare_tension(later(official(here), days=2), wish(here, place=QARAAUYL_OKRUG))
    due = {
        each.place.code: each.due_on for each in await tension.open_under(later(here.visitor, days=2), None)
    }
    assert due[QARAAUYL_OKRUG] == date(2026, 11, 28)


async def test_it_is_declared_once(here: World):
    await declare_tension(official(here), wish(here))
    with pytest.raises(Conflict) as refusal:
        await declare_tension(later(official(here), days=1), wish(here, kind="forecast"))
    assert refusal.value.reason == "tension.declared_already"


async def test_only_those_above_end_it_with_a_reason_that_everybody_reads(here: World):
    made = str(await declare_tension(here.as_("head", here.okrug.id), wish(here)))
    with pytest.raises(Forbidden):
        await end_tension(here.as_("head", here.okrug.id), EndTension(tension=made, reason=REASON))
    await end_tension(official(here), EndTension(tension=made, reason=REASON))
    found = await tension.tension(here.visitor, made)
    assert (found.standing, found.end_reason) == (TensionStanding.ENDED, REASON)
    with pytest.raises(Conflict):
        await end_tension(official(here), EndTension(tension=made, reason=REASON))


@pytest.mark.parametrize("role", ["visitor", "resident", "clerk", "moderator", "operator", "auditor"])
async def test_others_declare_nothing(here: World, role: str):
    context = here.as_(role) if role in {"visitor", "resident"} else here.as_(role, here.okrug.id)
    with pytest.raises((Forbidden, SignInNeeded)):
        await declare_tension(context, wish(here))


async def test_nobody_declares_for_an_office_beside_or_above(here: World):
    with pytest.raises(Forbidden):
        await declare_tension(here.as_("official", here.okrug.id), wish(here, agency=here.district.slug))
    with pytest.raises(Invalid) as refusal:
        await declare_tension(official(here), wish(here, place=MEDEU))
    assert refusal.value.reason == "tension.place_of_another"
    with pytest.raises(NotFound):
        await declare_tension(here.administrator, wish(here, topic="dragons"))


async def test_the_grounds_stay_inside(here: World):
    made = str(await declare_tension(official(here), wish(here)))
    assert (await declaring.declared(official(here), made)).grounds == GROUNDS
    for context in (
        here.as_("official", here.okrug.id),
        here.as_("auditor", here.oblast.id),
        here.administrator,
    ):
        assert (await declaring.declared(context, made)).grounds == GROUNDS
    (ministry,) = await rows("SELECT id FROM agencies_agency WHERE kind = 'ministry' LIMIT 1")
    with pytest.raises(NotFound):
        await declaring.declared(here.as_("official", ministry["id"]), made)
    with pytest.raises(Forbidden):
        await declaring.declared(here.as_("resident"), made)
    kept = await rows(
        "SELECT facts::text AS facts FROM ledger_entry UNION ALL SELECT payload::text FROM jobs_outbox"
    )
    assert not [each for each in kept if "Асқар" in each["facts"]]
