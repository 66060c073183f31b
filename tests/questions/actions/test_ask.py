"""A resident asks; the slip says who answers and by when."""

from datetime import date
from uuid import uuid4

import pytest

from hearing_state.db import row, rows, value
from hearing_state.errors import Forbidden, Invalid, NotFound, SignInNeeded, TooMany
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from hearing_state.questions import queries
from hearing_state.questions.actions.ask import Ask, ask
from hearing_state.questions.actions.discard_draft import DiscardDraft, discard_draft
from hearing_state.questions.actions.save_draft import SaveDraft, save_draft
from tests.questions.world import POINTS, RESIDENT, TEXT, TITLE, World, both, on, person


async def test_a_resident_gets_a_slip_number_and_the_legal_day_at_once(village: World):
    slip = await village.ask()
    assert slip.ref.startswith("Q-2026-")
    assert (slip.registered_on, slip.due_on) == (date(2026, 11, 23), date(2026, 12, 14))
    assert slip.agency_id == village.okrug.id
    shown = await queries.shown(village.resident, slip.ref)
    assert [point.text for point in shown.points] == list(POINTS)
    assert (shown.state, shown.screening) == ("registered", "waiting")
    assert shown.standing.due_on == slip.due_on


async def test_the_competent_body_is_found_where_the_asker_names_none(village: World):
    slip = await village.ask(agency=None)
    proposed = await value("SELECT agency_id FROM questions_question WHERE ref = $1", slip.ref)
    assert proposed == slip.agency_id


async def test_a_body_that_routing_does_not_offer_is_refused(village: World):
    with pytest.raises(Invalid, match=r"question.wrong_body"):
        await village.ask(agency=uuid4())


async def test_after_hours_it_is_registered_on_the_next_working_day(village: World):
    slip = await village.ask(on(village.resident, "2026-11-27", hour=19))
    assert slip.registered_on == date(2026, 11, 30)


async def test_numbers_are_never_doubled(village: World):
    refs = [(await village.ask()).ref for _ in range(5)]
    assert len(set(refs)) == 5


async def test_the_seventh_question_of_a_day_has_to_wait(village: World):
    for _ in range(6):
        await village.ask()
    with pytest.raises(TooMany):
        await village.ask()


async def test_publication_needs_consent(village: World):
    with pytest.raises(Invalid, match=r"question.consent_needed"):
        await village.ask(consent=False)
    private = await village.ask(consent=False, is_public=False)
    assert (await queries.status(village.visitor, private.ref)).has_public_page is False


async def test_an_unknown_place_or_topic_is_refused(village: World):
    for wrong in ({"place": "990000000"}, {"topic": "dragons"}):
        with pytest.raises(Invalid, match=r"question.not_on_the_list"):
            await village.ask(**wrong)


async def test_a_visitor_must_sign_in_and_an_official_does_not_ask_in_office(village: World):
    with pytest.raises(SignInNeeded):
        await village.ask(village.visitor)
    with pytest.raises(Forbidden):
        await village.ask(village.official)


async def test_an_operator_asks_for_the_visitor_before_her_and_stands_on_the_slip(village: World):
    operator = village.as_("operator", village.oblast.id, person_id=await person("Гүлнар", "Тасова"))
    stranger = await person("Нұрлан", "Есенов")
    with pytest.raises(NotFound):  # who has not come to her
        await village.ask(operator, person=stranger)
    come = await register_visitor(operator, RegisterVisitor(given_name="Нұрлан", family_name="Есенов"))
    nurlan = come.person_id
    slip = await village.ask(operator, person=nurlan, channel="phone")
    found = await row("SELECT asker_id, channel FROM questions_question WHERE ref = $1", slip.ref)
    assert found == {"asker_id": nurlan, "channel": "phone"}
    with pytest.raises(Invalid, match=r"question.person_needed"):
        await village.ask(operator)


async def test_a_resident_asks_for_nobody_else_and_not_by_telephone(village: World):
    with pytest.raises(Invalid, match=r"question.person_not_wanted"):
        await village.ask(person=uuid4())
    slip = await village.ask(channel="desk")
    assert await value("SELECT channel FROM questions_question WHERE ref = $1", slip.ref) == "web"


async def test_a_complaint_and_a_request_for_information_have_terms_of_their_own(village: World):
    complaint = await village.ask(kind="complaint")
    information = await village.ask(kind="information")
    assert complaint.due_on == date(2026, 12, 22)
    assert information.due_on == date(2026, 12, 8)


async def test_the_public_log_names_the_day_and_nothing_of_the_person(village: World):
    slip = await village.ask()
    entries = await rows(
        "SELECT kind, facts::text AS facts, is_public FROM ledger_entry WHERE about = $1 ORDER BY id",
        slip.ref,
    )
    assert [each["kind"] for each in entries if each["is_public"]] == ["deadline.set", "question.registered"]
    assert not [each for each in entries if TITLE in each["facts"] or str(village.aigul) in each["facts"]]


async def test_what_a_private_question_is_about_does_not_enter_the_log(village: World):
    slip = await village.ask(is_public=False, consent=False)
    facts = await value(
        "SELECT facts::text FROM ledger_entry WHERE about = $1 AND kind = 'question.registered'", slip.ref
    )
    assert "street_lighting" not in facts


async def test_a_double_click_registers_once(village: World):
    keyed = village.as_("resident", person_id=village.aigul, key="once")
    first, second = await village.ask(keyed), await village.ask(keyed)
    assert first == second
    assert await value("SELECT count(*) FROM questions_question") == 1


async def test_a_visitor_keeps_a_draft_signs_in_and_sends_it(village: World):
    saved = await save_draft(village.visitor, SaveDraft(title="Жол", text="әлі"))
    again = SaveDraft(draft=saved.draft, secret=saved.secret, title=TITLE, text=TEXT)
    assert (await save_draft(village.visitor, again)).draft == saved.draft
    kept = await queries.draft(village.visitor, saved.draft, saved.secret)
    assert kept.typed["title"] == TITLE
    await village.ask(draft=saved.draft, draft_secret=saved.secret)
    with pytest.raises(NotFound):
        await queries.draft(village.visitor, saved.draft, saved.secret)


async def test_a_draft_opens_with_its_own_secret_or_for_its_owner_only(village: World):
    saved = await save_draft(village.visitor, SaveDraft(title="Жол"))
    own = await save_draft(village.resident, SaveDraft(title="Су"))
    for draft in (saved.draft, own.draft):
        with pytest.raises(NotFound):
            await queries.draft(village.stranger, draft, "another secret")
        with pytest.raises(NotFound):
            await discard_draft(village.visitor, DiscardDraft(draft=draft, secret="another secret"))
    assert (await queries.mine(village.resident)).drafts[0].typed["title"] == "Су"


async def test_somebody_with_both_roles_may_still_ask_for_herself(village: World):
    slip = await ask(
        both(village.official, RESIDENT),
        Ask(title=TITLE, text=TEXT, language="kk", place="103230100", topic="street_lighting", consent=True),
    )
    assert await value("SELECT asker_id FROM questions_question WHERE ref = $1", slip.ref) == village.erlan
