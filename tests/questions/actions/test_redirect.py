"""The whole question goes to another body, within three working days; the term begins anew there."""

from datetime import date

import pytest

from hearing_state.agencies.actions.dissolve_agency import DissolveAgency, dissolve_agency
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.redirect import Redirect, redirect
from hearing_state.questions.actions.take import Take, take
from tests.questions.world import World, on

WHY = "Жарық мәселесін аудан әкімдігі шешеді."


async def test_the_receiver_gets_the_whole_term(village: World):
    ref = await village.taken()
    await redirect(
        on(village.official, "2026-11-25"), Redirect(question=ref, agency=village.district.id, reason=WHY)
    )
    shown = await queries.shown(village.visitor, ref)
    assert shown.agency.id == village.district.id
    assert shown.standing is not None
    assert shown.standing.due_on == date(2026, 12, 17)
    assert shown.redirect_until_on == date(2026, 11, 30)
    assert [each.kind for each in await queries.timeline(village.visitor, ref)][-1] == "redirected"


async def test_after_three_working_days_the_body_has_to_answer_itself(village: World):
    ref = await village.taken()
    wish = Redirect(question=ref, agency=village.district.id, reason=WHY)
    with pytest.raises(Conflict, match=r"question.redirect_too_late"):
        await redirect(on(village.official, "2026-11-27"), wish)
    await redirect(on(village.official, "2026-11-26"), wish)


async def test_the_receiver_may_send_it_on_in_its_own_three_days(village: World):
    ref = await village.taken()
    await redirect(
        on(village.official, "2026-11-26"), Redirect(question=ref, agency=village.district.id, reason=WHY)
    )
    further = Redirect(question=ref, agency=village.oblast.id, reason=WHY)
    await redirect(on(village.official_of(village.district), "2026-12-01"), further)
    assert (await queries.shown(village.visitor, ref)).agency.id == village.oblast.id


async def test_who_sent_it_on_has_no_more_to_do_with_it(village: World):
    ref = await village.taken()
    await redirect(village.official, Redirect(question=ref, agency=village.district.id, reason=WHY))
    with pytest.raises(Forbidden):
        await take(village.official, Take(question=ref))
    assert (await queries.desk(village.official)).total == 0
    receiver = await queries.desk(village.official_of(village.district), "redirected")
    assert [(each.line.ref, each.taken_by) for each in receiver.items] == [(ref, "")]


async def test_it_goes_to_a_living_body_and_not_to_itself(village: World):
    ref = await village.taken()
    with pytest.raises(Invalid, match=r"question.same_body"):
        await redirect(village.official, Redirect(question=ref, agency=village.okrug.id, reason=WHY))
    administrator = village.as_("administrator")
    await dissolve_agency(
        administrator, DissolveAgency(agency=village.district.slug, successor=village.oblast.slug)
    )
    with pytest.raises(Invalid, match=r"question.body_dissolved"):
        await redirect(village.official, Redirect(question=ref, agency=village.district.id, reason=WHY))


async def test_an_answered_question_goes_nowhere(village: World):
    ref = await village.answered()
    with pytest.raises(Conflict, match=r"question.not_in_this_state"):
        await redirect(village.official, Redirect(question=ref, agency=village.district.id, reason=WHY))
