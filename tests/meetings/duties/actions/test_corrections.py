"""An administrator corrects the law as data: the old version ends with yesterday, the new one begins today."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.db import row, rows, value
from hearing_state.errors import Forbidden, Invalid, NotFound, SignInNeeded
from meetings.duties import queries
from meetings.duties.actions.set_norm import SetNorm, set_norm
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.duties.actions.set_rule import SetRule, set_rule
from meetings.duties.duty import PeriodKind
from tests.agencies.country import QARAAUYL
from tests.meetings.world import World, later

SOURCE = {"source_kk": "№ 826 Жарлық, 3-тармақ", "source_ru": "Указ № 826, п. 3"}
OKRUG = {"rule": "akim.okrug", "times": 1, "announce_days": 7, **SOURCE, "certainty": "Q"}
REASON = "Аппарат мұрағатынан 2026 жылғы кездесулер енгізілді."


async def test_a_corrected_rule_begins_today_and_the_old_one_stays_readable(here: World):
    await set_rule(here.administrator, SetRule(**OKRUG, period=PeriodKind.QUARTER))
    new, old, *_ = [each for each in await queries.rules(here.visitor) if each.key == "akim.okrug"]
    assert (new.from_on, new.until_on, new.period, new.certainty) == (
        date(2026, 11, 23),
        None,
        "quarter",
        "Q",
    )
    assert (old.until_on, old.period) == (date(2026, 11, 22), "half_year")
    duty = await queries.duty_at(here.visitor, here.okrug.id, QARAAUYL)
    assert duty is not None
    assert duty.period is PeriodKind.QUARTER
    assert new.name_kk == old.name_kk


async def test_a_slip_is_put_right_on_the_same_day(here: World):
    await set_rule(here.administrator, SetRule(**{**OKRUG, "times": 11}, period=PeriodKind.QUARTER))
    await set_rule(here.administrator, SetRule(**OKRUG, period=PeriodKind.QUARTER))
    versions = [each for each in await queries.rules(here.visitor) if each.key == "akim.okrug"]
    assert [each.times for each in versions if each.is_in_force(date(2026, 11, 23))] == [1]
    assert [each.times for each in versions if not each.was_in_force] == [11]


async def test_a_correction_does_not_begin_the_counting_anew(here: World):
    """Else a correction of the days of announcing would wash every village that waits."""
    await set_record_start(here.administrator, SetRecordStart(from_on=date(2026, 1, 1), reason=REASON))
    wish = SetRule(**{**OKRUG, "announce_days": 10}, period=PeriodKind.HALF_YEAR)
    await set_rule(here.administrator, wish)
    duty = await queries.duty_at(here.visitor, here.okrug.id, QARAAUYL)
    assert duty is not None
    assert (duty.announce_days, duty.counted_from) == (10, date(2026, 1, 1))
    former = await row(
        "SELECT former_period, former_times FROM duties_duty WHERE place_code = $1 AND from_on = $2",
        QARAAUYL, date(2026, 11, 23),
    )  # fmt: skip
    assert former == {"former_period": "half_year", "former_times": 1}


async def test_nothing_changed_is_said(here: World):
    found = next(each for each in await queries.rules(here.visitor) if each.key == "minister")
    same = {name: getattr(found, name) for name in SetRule.model_fields if name != "rule"}
    with pytest.raises(Invalid) as refusal:
        await set_rule(here.administrator, SetRule(rule="minister", **same))
    assert refusal.value.reason == "duty.nothing_changed"
    with pytest.raises(NotFound):
        await set_rule(here.administrator, SetRule(**{**OKRUG, "rule": "khan"}, period=PeriodKind.YEAR))


async def test_a_norm_is_corrected_within_what_its_unit_can_be(here: World):
    await set_norm(here.administrator, SetNorm(norm="online_share_percent", value=60, **SOURCE))
    assert await queries.norm(here.visitor, "online_share_percent") == 60
    assert await queries.norm(later(here.visitor, days=-1), "online_share_percent") == 51
    for norm, value_ in (
        ("online_share_percent", 101),
        ("calendar_approved_by", 1131),
        ("progress_by_day", 31),
    ):
        with pytest.raises(Invalid) as refusal:
            await set_norm(here.administrator, SetNorm(norm=norm, value=value_, **SOURCE))
        assert refusal.value.reason == "duty.number_cannot_be"


async def test_the_record_begins_for_the_country_and_for_one_office(here: World):
    await set_record_start(here.administrator, SetRecordStart(from_on=date(2026, 1, 1), reason=REASON))
    wish = SetRecordStart(agency=here.okrug.slug, from_on=date(2026, 7, 1), reason=REASON)
    await set_record_start(here.administrator, wish)
    await set_record_start(here.administrator, wish.model_copy(update={"from_on": date(2025, 1, 1)}))
    of = {each.agency_id: each.counted_from for each in await queries.every_duty(here.visitor)}
    assert of[here.okrug.id] == date(2025, 1, 1)
    assert of[here.district.id] == date(2026, 1, 1)
    assert await value("SELECT count(*)::int FROM duties_record_start") == 2
    with pytest.raises(Invalid):
        await set_record_start(here.administrator, SetRecordStart(from_on=date(2026, 12, 1), reason=REASON))


async def test_a_village_that_came_to_the_map_later_is_counted_from_that_day(here: World):
    await set_record_start(here.administrator, SetRecordStart(from_on=date(2026, 1, 1), reason=REASON))
    (moved,) = await rows(
        "UPDATE territories_place SET opened_on = '2026-12-10' WHERE code = $1 RETURNING code", QARAAUYL
    )
    assert moved
    duty = await queries.duty_at(here.visitor, here.okrug.id, QARAAUYL)
    assert duty is not None
    assert duty.counted_from == date(2026, 12, 10)


@pytest.mark.parametrize(
    "role", ["visitor", "resident", "clerk", "official", "head", "moderator", "auditor", "operator"]
)
async def test_only_administrators_correct_the_law(here: World, role):
    context = here.as_(role, here.oblast.id) if role not in {"visitor", "resident"} else here.as_(role)
    for verb, wish in (
        (set_rule, SetRule(**OKRUG, period=PeriodKind.QUARTER)),
        (set_norm, SetNorm(norm="online_share_percent", value=60, **SOURCE)),
        (set_record_start, SetRecordStart(from_on=date(2026, 1, 1), reason=REASON)),
    ):
        with pytest.raises((Forbidden, SignInNeeded)):
            await verb(context, wish)
