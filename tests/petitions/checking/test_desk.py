"""The moderators' desk: by the legal day, one at a time over a petition, many at once into work and back, words to begin with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.moderation.reason import for_use
from petitions.checking import desk, queries
from petitions.checking.actions.assign import Assign, assign
from petitions.checking.actions.close_check import CloseCheck, close_check
from petitions.checking.actions.open_check import OpenCheck, open_check
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.reject import EXPLANATION_MAX, MENDED, REMARK_MAX, USE
from petitions.checking.actions.undo_assign import UndoAssign, undo_assign
from petitions.drafting.petition import EARLY_SUPPORTERS, State
from tests.petitions.world import TITLE_RU, World, later, row_of
from tests.questions.console.office import at_work
from tests.questions.pages.browser import send
from tests.questions.world import person


@pytest.fixture
async def asel(here: World, as_) -> Context:
    return as_("moderator", here.district.id, person_id=await person("Әсел", "Мұратова"))


@pytest.fixture
async def timur(here: World, as_) -> Context:
    return as_("moderator", here.district.id, person_id=await person("Тимур", "Қасымов"))


def whose(found) -> list[tuple[str, str]]:
    return [(each.petition.ref, each.assigned_to) for each in found.items]


async def two(here: World) -> tuple[str, str]:
    """The second was filed first, and had its fifty last."""
    second = await here.filed()
    first = await here.filed(title=TITLE_RU)
    await here.signed_by(EARLY_SUPPORTERS, first.link)
    await here.counted()
    at = later(here.system, days=3)
    await here.signed_by(EARLY_SUPPORTERS, second.link, at=at)
    await here.counted(days=3)
    return first.ref, second.ref


async def test_the_queue_goes_by_the_legal_day_and_knows_whose_work_it_is(here: World, asel, timur):
    first, second = await two(here)
    assert whose(await queries.waiting(asel)) == [(first, ""), (second, "")]
    await assign(asel, Assign(petitions=(second,), to=asel.actor.person_id))
    assert whose(await queries.waiting(asel, "mine")) == [(second, "Әсел Мұратова")]
    assert whose(await queries.waiting(timur, "mine")) == []
    assert whose(await queries.waiting(timur, "free")) == [(first, "")]
    assert (await queries.waiting(timur)).total == 2


async def test_one_moderator_at_a_time_and_the_other_is_told(here: World, asel, timur):
    ref = (await here.checking()).ref
    opened = await open_check(asel, OpenCheck(petition=ref))
    assert opened.until_at == asel.now + desk.bounds().edit_lock
    with pytest.raises(Conflict) as refused:
        await open_check(timur, OpenCheck(petition=ref))
    assert refused.value.values["name"] == "Әсел Мұратова"
    with pytest.raises(Conflict):
        await publish(timur, Publish(petition=ref))
    after = later(timur, minutes=5)
    await open_check(after, OpenCheck(petition=ref, take_over=True))
    lock = (await queries.case(later(asel, minutes=5), ref)).lock
    assert (lock.name, lock.taken_from_id) == ("Тимур Қасымов", asel.actor.person_id)
    with pytest.raises(Conflict):
        await publish(later(asel, minutes=6), Publish(petition=ref))
    await publish(after, Publish(petition=ref))
    assert (await row_of(ref)).state == State.PUBLIC
    assert (await queries.case(after, ref)).lock is None


async def test_a_lock_lapses_by_itself_and_is_laid_aside_by_its_holder_alone(here: World, asel, timur):
    ref = (await here.checking()).ref
    await open_check(asel, OpenCheck(petition=ref))
    await close_check(timur, CloseCheck(petition=ref))
    assert (await queries.case(asel, ref)).lock is not None
    lapsed = timur.now + desk.bounds().edit_lock + timedelta(seconds=1)
    late = later(timur, seconds=(lapsed - timur.now).total_seconds())
    await open_check(late, OpenCheck(petition=ref))
    assert (await queries.case(late, ref)).lock.taken_from_id is None  # it was free
    await close_check(late, CloseCheck(petition=ref))
    assert (await queries.case(late, ref)).lock is None


async def test_a_moderator_does_not_open_her_own_petition(here: World, as_):
    ref = (await here.checking()).ref
    with pytest.raises(Forbidden):
        await open_check(as_("moderator", here.district.id, person_id=here.aigul), OpenCheck(petition=ref))


async def test_a_step_for_many_is_taken_back_as_one(here: World, asel, timur):
    first, second = await two(here)
    await assign(timur, Assign(petitions=(second,), to=timur.actor.person_id))
    made = await assign(asel, Assign(petitions=(first, second), to=asel.actor.person_id))
    assert made.petitions == 2
    assert (await queries.undoable(asel)).petitions == 2
    with pytest.raises(NotFound):
        await undo_assign(timur, UndoAssign(batch=made.batch))
    assert await undo_assign(asel, UndoAssign(batch=made.batch)) == 2
    assert whose(await queries.waiting(asel)) == [(first, ""), (second, "Тимур Қасымов")]
    with pytest.raises(Conflict):
        await undo_assign(asel, UndoAssign(batch=made.batch))
    back = await assign(timur, Assign(petitions=(first, second)))
    assert whose(await queries.waiting(asel)) == [(first, ""), (second, "")]
    assert await undo_assign(timur, UndoAssign(batch=back.batch)) == 1
    assert whose(await queries.waiting(asel)) == [(first, ""), (second, "Тимур Қасымов")]


async def test_what_somebody_changed_meanwhile_stays_and_the_minutes_end(here: World, asel, timur):
    first, second = await two(here)
    made = await assign(asel, Assign(petitions=(first, second), to=asel.actor.person_id))
    await assign(timur, Assign(petitions=(first,), to=timur.actor.person_id))
    late = later(asel, seconds=desk.bounds().undo.total_seconds() + 1)
    with pytest.raises(Conflict):
        await undo_assign(late, UndoAssign(batch=made.batch))
    assert await queries.undoable(late) is None
    assert await undo_assign(asel, UndoAssign(batch=made.batch)) == 1
    assert whose(await queries.waiting(asel)) == [(first, "Тимур Қасымов"), (second, "")]


async def test_only_what_waits_is_given_and_only_to_who_checks(here: World, asel):
    ref = (await here.checking()).ref
    with pytest.raises(Invalid) as refused:
        await assign(asel, Assign(petitions=(ref,), to=new_id()))
    assert refused.value.faults[0].field == "to"
    many = tuple(f"P-2026-{number:06d}" for number in range(desk.bounds().bulk_max + 1))
    with pytest.raises(Invalid):
        await assign(asel, Assign(petitions=many, to=asel.actor.person_id))
    await publish(asel, Publish(petition=ref))
    with pytest.raises(Conflict):
        await assign(asel, Assign(petitions=(ref,), to=asel.actor.person_id))


@pytest.mark.parametrize("template", desk.templates().values(), ids=lambda each: each.id)
def test_words_to_begin_with_fit_the_fields_in_both_languages(template):
    assert template.code in {each.code for each in for_use(USE)}
    assert "explanation" in template.said
    for field, words in template.said.items():
        assert set(words) == {"kk", "ru"}
        bound = EXPLANATION_MAX if field == "explanation" else REMARK_MAX
        assert all(10 <= len(each) <= bound for each in words.values())
        assert field == "explanation" or field.removeprefix("remark_") in MENDED
    assert template.words("en") == template.words("kk")


def test_every_reason_of_the_check_has_words_to_begin_with():
    assert {each.code for each in for_use(USE)} == {each.code for each in desk.templates().values()}


async def test_at_the_desk_two_moderators_and_ready_words(client, here: World):
    ref = (await here.checking()).ref
    office = await at_work(client, here)
    await office.be("moderator")
    page = await client.get("/kk/console/petitions")
    page = await send(client, page, "/assign", do="take")
    assert page.status_code == 422  # nothing was chosen
    page = await send(client, page, "/assign", do="take", petitions=ref)
    assert "/petitions/undo" in page.text
    assert ref in (await client.get("/kk/console/petitions?whose=mine")).text
    page = await send(client, page, "/undo")
    assert ref not in (await client.get("/kk/console/petitions?whose=mine")).text
    page = await client.get(f"/kk/console/petitions/{ref}")
    assert "/reject" not in page.text
    page = await send(client, page, "/open")
    page = await send(
        client, page, "/reject", insert="yes", template="content", explanation="Өз сөзім.", remark_proposal="Менің ескертпем."
    )  # fmt: skip
    assert page.status_code == 200
    assert (await row_of(ref)).state == State.CHECKING  # filling in sends nothing
    assert "Өз сөзім.\n" in page.text
    assert "заң талап ететін мазмұн толық емес" in page.text
    assert "Менің ескертпем." in page.text  # what was typed stays
    await office.be("moderator2")
    other = await client.get(f"/kk/console/petitions/{ref}")
    assert "/reject" not in other.text
    other = await send(client, other, "/open")
    assert "/reject" in other.text
    await office.be("moderator")
    page = await send(client, page, "/reject")
    assert page.status_code == 409  # taken over meanwhile, and told so
    assert (await row_of(ref)).state == State.CHECKING
    page = await send(client, page, "/open")  # taken over again, with what was typed
    assert "Менің ескертпем." in page.text
    await send(client, page, "/reject")
    assert (await row_of(ref)).state == State.REJECTED
