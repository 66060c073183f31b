"""Colleagues: notes, advice, templates. Readers: following. The asker: public or private."""

from uuid import uuid4

import pytest

from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from hearing_state.questions import queries
from hearing_state.questions.actions.add_internal_note import AddInternalNote, add_internal_note
from hearing_state.questions.actions.advise import Advise, advise
from hearing_state.questions.actions.ask_colleague import AskColleague, ask_colleague
from hearing_state.questions.actions.follow import Follow, follow
from hearing_state.questions.actions.make_private import MakePrivate, make_private
from hearing_state.questions.actions.make_public import MakePublic, make_public
from hearing_state.questions.actions.remove_template import RemoveTemplate, remove_template
from hearing_state.questions.actions.save_template import SaveTemplate, save_template
from hearing_state.questions.actions.unfollow import Unfollow, unfollow
from tests.questions.world import World


async def _in_office(village: World) -> None:
    for person_id, name in ((village.erlan, "Ерлан Жұмабаев"), (village.saule, "Сәуле Омарова")):
        wish = Appoint(
            agency=village.okrug.slug, role="official", holder_name=name, post_kk="Маман", post_ru="Специалист",
            post_en="Specialist", from_on="2026-01-05", person_id=person_id,
        )  # fmt: skip
        await appoint(village.as_("administrator"), wish)


async def test_a_note_is_for_the_body_alone(village: World):
    ref = await village.taken()
    await add_internal_note(
        village.official, AddInternalNote(question=ref, text="Мердігерге қоңырау шалдым.")
    )
    note = (await queries.history(village.second_official, ref)).notes[0]
    assert (note.author, note.text) == ("Ерлан Жұмабаев", "Мердігерге қоңырау шалдым.")
    for stranger in (
        village.resident,
        village.visitor,
        village.official_of(village.district),
        village.moderator,
    ):
        with pytest.raises((Forbidden, SignInNeeded)):
            await queries.history(stranger, ref)


async def test_a_colleague_is_asked_and_advises_once(village: World):
    await _in_office(village)
    ref = await village.taken()
    asked = await ask_colleague(
        village.official, AskColleague(question=ref, colleague=village.saule, text="Смета бар ма?")
    )
    assert (await queries.desk(village.second_official, "advice")).total == 1
    with pytest.raises(Forbidden):
        await advise(village.official, Advise(consultation=asked, text="Бар."))
    await advise(village.second_official, Advise(consultation=asked, text="Бар, 12-парақ."))
    with pytest.raises(Conflict, match=r"question.advised_already"):
        await advise(village.second_official, Advise(consultation=asked, text="Қайта"))
    advice = (await queries.history(village.official, ref)).consultations[0]
    assert (advice.colleague, advice.advice) == ("Сәуле Омарова", "Бар, 12-парақ.")


async def test_the_post_is_named_in_the_history(village: World):
    await _in_office(village)
    taken = (await queries.timeline(village.visitor, await village.taken()))[-1]
    assert (taken.kind, taken.name_kk, taken.actor) == ("taken", "Маман", "")


async def test_advice_is_asked_of_a_colleague_in_the_same_body(village: World):
    await _in_office(village)
    ref = await village.taken()
    for wrong in (village.head, village.erlan, uuid4()):
        with pytest.raises(Invalid, match=r"question.no_such_colleague"):
            await ask_colleague(
                village.official, AskColleague(question=ref, colleague=wrong, text="Смета бар ма?")
            )
    with pytest.raises(NotFound):
        await advise(village.official, Advise(consultation=uuid4(), text="Бар."))


async def test_templates_belong_to_the_body(village: World):
    own = village.okrug.id
    made = await save_template(
        village.official, SaveTemplate(agency=own, language="kk", name="Жарық", text="Құрметті азамат!")
    )
    await save_template(
        village.akim,
        SaveTemplate(agency=own, template=made, language="kk", name="Жарық", text="Сәлеметсіз бе!"),
    )
    assert [each.text for each in await queries.templates(village.second_official)] == ["Сәлеметсіз бе!"]
    stranger = village.official_of(village.district)
    assert await queries.templates(stranger) == []
    with pytest.raises(Forbidden):
        await save_template(
            stranger, SaveTemplate(agency=own, template=made, language="kk", name="Ж!", text="Өзгерді")
        )
    with pytest.raises(NotFound):
        await save_template(
            stranger,
            SaveTemplate(agency=village.district.id, template=made, language="kk", name="Ж!", text="Өзгерді"),
        )
    await remove_template(village.official, RemoveTemplate(agency=own, template=made))
    assert await queries.templates(village.official) == []


async def test_a_reader_follows_and_stops(village: World):
    ref = await village.published()
    reader = village.neighbour
    for _twice in range(2):
        await follow(reader, Follow(question=ref))
    shown = await queries.shown(reader, ref)
    assert (shown.followers, shown.is_followed) == (1, True)
    assert [each.ref for each in (await queries.mine(reader)).followed] == [ref]
    await unfollow(reader, Unfollow(question=ref))
    assert (await queries.mine(reader)).followed == []


async def test_what_is_not_public_cannot_be_followed(village: World):
    slip = await village.ask()
    with pytest.raises(Conflict, match=r"question.not_public"):
        await follow(village.stranger, Follow(question=slip.ref))


async def test_the_asker_may_withdraw_consent_and_give_it_again(village: World):
    ref = await village.published()
    await follow(village.neighbour, Follow(question=ref))
    await make_private(village.resident, MakePrivate(question=ref))
    shown = await queries.shown(village.visitor, ref)
    assert (shown.has_content, shown.is_private, shown.followers) == (False, True, 0)
    with pytest.raises(Conflict, match=r"question.already_private"):
        await make_private(village.resident, MakePrivate(question=ref))
    with pytest.raises(Invalid, match=r"question.consent_needed"):
        await make_public(village.resident, MakePublic(question=ref))
    await make_public(village.resident, MakePublic(question=ref, consent=True))
    assert (await queries.shown(village.visitor, ref)).screening == "waiting"
    with pytest.raises(Conflict, match=r"question.already_public"):
        await make_public(village.resident, MakePublic(question=ref, consent=True))


async def test_nobody_else_decides_about_publicity(village: World):
    ref = await village.published()
    for wrong in (village.official, village.stranger, village.moderator):
        with pytest.raises(Forbidden):
            await make_private(wrong, MakePrivate(question=ref))
