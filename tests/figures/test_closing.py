"""A month is closed as it stood at its end, shown to its bodies for five days, published, and put right beside itself."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.db import execute, value
from hearing_state.deadlines.actions.add_decree import AddDecree, add_decree
from hearing_state.deadlines.calendars import calendar_in_force
from hearing_state.errors import Conflict, Forbidden, NotFound
from hearing_state.figures import editions
from hearing_state.figures.actions.correct import Correct, correct
from hearing_state.figures.actions.object import Object, object_
from hearing_state.figures.actions.prepare import Prepare, prepare
from hearing_state.figures.actions.publish import Publish, publish
from hearing_state.figures.tasks import publish_months, unclosed
from hearing_state.questions.actions.withdraw import Withdraw, withdraw
from tests.figures.story import OCTOBER, closed, october, published
from tests.questions.world import World, at, on

OBJECTION = "Бір сұрақ бізге басқа органнан кеш жетті, сол айдың жүктемесі ескерілмеді."


async def _october_of(village: World):
    return (await editions.of_body(village.visitor, village.okrug.id, OCTOBER))[0]


async def test_october_of_the_village(village: World) -> None:
    await october(village)
    await published(village)
    figures = (await _october_of(village)).figures
    assert (figures.kept, figures.late, figures.silent) == (3, 1, 1)
    assert figures.on_time_share == pytest.approx(0.6)
    assert (figures.median, figures.ninth_decile) == (15, 33)


async def test_an_answer_after_the_end_of_the_month_makes_it_no_better_whenever_it_is_closed(
    village: World,
) -> None:
    refs = await october(village)
    await village.answer(refs["silent"], on(village.official, "2026-11-02"))
    await closed(village, "2026-11-23")
    assert await value("SELECT silent FROM figures_line WHERE agency_id = $1", village.okrug.id) == 1


async def test_taking_a_question_back_after_silence_changes_nothing(village: World) -> None:
    slip = await village.ask(on(village.resident, "2026-09-14"))
    await withdraw(on(village.resident, "2026-10-20"), Withdraw(question=slip.ref))
    await published(village)
    assert (await _october_of(village)).figures.silent == 1


async def test_nobody_else_sees_them_for_five_days(village: World) -> None:
    await october(village)
    await closed(village)
    system = village.as_("system", at=at("2026-11-05", 23))
    assert await editions.of_body(village.visitor, village.okrug.id, OCTOBER) == []
    (edition,) = await editions.waiting(system)
    assert edition.publish_on == date(2026, 11, 6)
    with pytest.raises(Conflict):
        await publish(system, Publish(edition=edition.id))


async def test_the_house_closes_every_month_that_ended_and_publishes_each_in_its_day(village: World) -> None:
    await october(village)
    first = village.as_("system", at=at("2026-11-01", 3))
    await publish_months(first, first.now)
    assert await unclosed(first) == []
    assert await editions.months(first) == []
    sixth = village.as_("system", at=at("2026-11-06", 3))
    await publish_months(sixth, sixth.now)
    assert await editions.months(sixth) == [OCTOBER]
    december = village.as_("system", at=at("2026-12-01", 3))
    await publish_months(december, december.now)
    assert [each.month for each in await editions.waiting(december)] == [OCTOBER.next]


async def test_a_month_that_runs_cannot_be_closed_and_none_is_closed_twice(village: World) -> None:
    with pytest.raises(Conflict):
        await prepare(village.as_("system", at=at("2026-10-31", 23)), Prepare(month_on=OCTOBER.first_on))
    await closed(village)
    with pytest.raises(Conflict):
        await closed(village)


async def test_the_head_objects_in_public_while_the_figures_wait_and_once(village: World) -> None:
    await october(village)
    await closed(village)
    wish = Object(agency=village.okrug.slug, month_on=OCTOBER.first_on, text=OBJECTION)
    akim = on(village.akim, "2026-11-03")
    with pytest.raises(Forbidden):
        await object_(on(village.official, "2026-11-03"), wish)
    with pytest.raises(Forbidden):
        await object_(village.as_("head", village.district.id), wish)
    await object_(akim, wish)
    with pytest.raises(Conflict):
        await object_(akim, wish)
    assert await editions.objections(village.visitor, village.okrug.id) == []
    system = village.as_("system", at=at("2026-11-06"))
    await publish_months(system, system.now)
    (said,) = await editions.objections(village.visitor, village.okrug.id)
    assert said.text == OBJECTION


async def test_after_publication_a_body_can_object_no_more_and_a_stranger_body_never(village: World) -> None:
    await october(village)
    await published(village)
    with pytest.raises(Conflict):
        await object_(
            village.akim, Object(agency=village.okrug.slug, month_on=OCTOBER.first_on, text=OBJECTION)
        )
    head = village.as_("head", village.district.id)
    with pytest.raises(NotFound):
        await object_(head, Object(agency=village.district.slug, month_on=OCTOBER.first_on, text=OBJECTION))


async def test_a_decree_that_comes_too_late_is_counted_in_a_new_version_that_stands_beside_the_old(
    village: World,
) -> None:
    slip = await village.ask(on(village.stranger, "2026-09-14"))
    await published(village)
    auditor, wish = (
        village.as_("auditor"),
        Correct(month_on=OCTOBER.first_on, reason="Күнтізбе жарлықпен түзетілді."),
    )
    with pytest.raises(Conflict):
        await correct(auditor, wish)
    decree = AddDecree(
        source="Сынақ бұйрығы", decided_on=date(2026, 11, 10), days="2026-10-05 -\n2026-10-06 -", calendar=(await calendar_in_force()).version,
    )  # fmt: skip
    await add_decree(village.as_("administrator", at=at("2026-11-10")), decree)
    assert await correct(auditor, wish) == 2
    assert [each.version for each in await editions.versions(auditor, OCTOBER)] == [2, 1]
    now = await _october_of(village)
    assert (now.version, now.figures.silent) == (2, 1)
    (fact,) = await editions.facts(auditor, village.okrug.id, now.edition_id)
    assert (fact.ref, fact.due_on) == (slip.ref, date(2026, 10, 7))


async def test_what_was_closed_is_written_once(village: World) -> None:
    await october(village)
    await closed(village)
    with pytest.raises(Exception, match="never changed"):
        await execute("UPDATE figures_line SET silent = 0")
