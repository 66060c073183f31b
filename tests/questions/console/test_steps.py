"""The steps of a case, each from its own page: done, refused with what was typed kept, and said what follows."""

from __future__ import annotations

from hearing_state.questions import queries
from hearing_state.questions.question import MASK
from tests.questions.console.office import HEAD, OFFICIAL, AtWork
from tests.questions.pages.browser import heading
from tests.questions.world import TEXT, TITLE

REASON = "Street lights of this road belong to the district."


async def test_an_official_takes_a_question(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be(OFFICIAL)
    page = await office.send(await office.open(f"questions/{ref}"), "/take")
    assert "You have taken the question." in page.text
    assert "Жанар" in page.text
    mine = await office.open("desk?queue=mine")
    assert f"{ref} · {TITLE}" in mine.text


async def test_a_question_is_sent_on_to_a_body_that_was_looked_for(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    district = office.village.district
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/redirect")
    assert "here until 26 November 2026" in page.text
    looked = await office.press(page, "/redirect", body_name=district.name_ru, reason=REASON, look="yes")
    assert looked.status_code == 200
    assert f'value="{district.id}"' in looked.text
    assert REASON in looked.text
    done = await office.send(looked, "/redirect", agency=str(district.id))
    assert heading(done) == "Desk"
    assert "The question was sent on." in done.text
    assert (await office.client.get(f"/en/console/questions/{ref}")).status_code == 404
    await office.be("official")
    assert ref in (await office.open("desk?queue=redirected")).text


async def test_a_refused_step_keeps_what_was_typed(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/redirect")
    refused = await office.press(page, "/redirect", reason="too short")
    assert refused.status_code == 422
    assert "too short" in refused.text
    assert "Check what you typed" in refused.text


async def test_some_points_are_sent_on_as_a_question_of_their_own(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/split")
    none_left = await office.press(
        page, "/split", numbers=["1", "2", "3"], agency=str(office.village.district.id), reason=REASON
    )
    assert none_left.status_code == 422
    assert REASON in none_left.text
    done = await office.send(
        page, "/split", numbers=["2"], agency=str(office.village.district.id), reason=REASON
    )
    assert "The points were sent on as a question of their own." in done.text
    assert "goes on as:" in done.text


async def test_only_the_head_extends_and_sees_how_far(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    assert "/extend" not in (await office.open(f"questions/{ref}")).text
    typed = {"until_on": "2027-01-20", "reason": REASON}
    assert (await office.client.post(f"/en/console/questions/{ref}/extend", data=typed)).status_code == 403
    await office.be(HEAD)
    page = await office.open(f"questions/{ref}/extend")
    assert "The longest possible: 23 January 2027" in page.text
    too_far = await office.press(page, "/extend", until_on="2027-06-01", reason=REASON)
    assert too_far.status_code == 422
    assert REASON in too_far.text
    done = await office.send(page, "/extend", **typed)
    assert "The term was extended." in done.text
    assert "20 January 2027" in done.text


async def test_a_question_is_returned_with_a_term_to_cure(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/return")
    done = await office.send(
        page, "/return", defects="Say in which street the lights are out.", until_on="2026-12-04"
    )
    assert "The asker may put the defects right until 4 December 2026" in done.text
    assert "Paused" in done.text


async def test_an_answer_is_refused_for_a_coded_reason_only(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/refuse")
    assert "It contains obscene or insulting words" in page.text
    bare = await office.press(page, "/refuse", text=REASON)
    assert bare.status_code == 422
    done = await office.send(page, "/refuse", reason="in_court", text=REASON)
    assert "The refusal is published with its reason." in done.text


async def test_a_question_may_not_simply_be_noted(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    assert f"/questions/{ref}/note" not in (await office.open(f"questions/{ref}")).text
    page = await office.open(f"questions/{ref}/note")
    refused = await office.press(page, "/note", reason="information_taken", text=REASON)
    assert refused.status_code == 409
    assert REASON in refused.text
    proposal = await office.village.taken(kind="proposal", title="Орталық алаңға орындық қою ұсынысы")
    page = await office.open(f"questions/{proposal}/note")
    done = await office.send(page, "/note", reason="information_taken", text=REASON)
    assert "taken note of and closed" in done.text


async def test_personal_data_is_covered_and_the_trail_is_shown(office: AtWork) -> None:
    ref = await office.village.published(text=f"{TEXT} Көршім Асқар: 87011234567.")
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/mask")
    missing = await office.press(
        page, "/mask", part="text", fragment="87770000000", reason="Telephone of a neighbour"
    )
    assert missing.status_code == 422
    done = await office.send(
        page, "/mask", part="text", fragment="87011234567", reason="Telephone of a neighbour"
    )
    assert "The words are covered." in done.text
    assert "Telephone of a neighbour" in done.text
    shown = await queries.shown(office.village.visitor, ref)
    assert MASK in shown.text
    assert "87011234567" not in shown.text


async def test_a_colleague_is_asked_and_advises(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/colleague")
    assert "Бауыржан Омаров" in page.text
    colleague = next(
        part for part in page.text.split('name="colleague"')[1].split('"') if part.count("-") == 4
    )
    done = await office.send(page, "/colleague", colleague=colleague, text="Is there money for the lamps?")
    assert "finds the request on the desk" in done.text
    await office.be(HEAD)
    assert ref in (await office.open("desk?queue=advice")).text
    case = await office.open(f"questions/{ref}")
    assert "Is there money for the lamps?" in case.text
    advice_form = next(
        f for f in case.text.split('action="') if f.startswith(f"/en/console/questions/{ref}/advice/")
    )
    ending = advice_form.split('"')[0].rpartition("/")[2]
    advised = await office.send(case, ending, text="Yes, from the reserve of the okrug.")
    assert "Your advice is kept with the case." in advised.text
    assert "Yes, from the reserve of the okrug." in advised.text


async def test_internal_notes_stay_inside(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    page = await office.open(f"questions/{ref}/remark")
    done = await office.send(page, "/remark", text="Call the electrician first.")
    assert "Call the electrician first." in done.text
    await office.be("auditor")
    assert "Call the electrician first." in (await office.open(f"questions/{ref}")).text
    await office.be("official")
    assert "Call the electrician first." not in (await office.client.get(f"/en/questions/{ref}")).text


async def test_the_whole_history_names_who_when_and_why(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be(OFFICIAL)
    await office.send(await office.open(f"questions/{ref}"), "/take")
    await office.send(
        await office.open(f"questions/{ref}/split"), "/split", numbers=["3"],
        agency=str(office.village.district.id), reason=REASON,
    )  # fmt: skip
    page = await office.open(f"questions/{ref}/history")
    assert "Жанар Бекова" in page.text
    assert REASON in page.text
    assert f"To: {office.village.district.name_en}" in page.text or "To: " in page.text
    assert "Points: 3" in page.text
