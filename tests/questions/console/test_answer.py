"""Writing an answer: one pen, drafts, templates, the public's view of it, a second person, correction."""

from __future__ import annotations

import pytest

from hearing_state.agencies.actions.set_second_person import SetSecondPerson, set_second_person
from hearing_state.questions import queries
from tests.questions.console.office import HEAD, OFFICIAL, AtWork
from tests.questions.pages.browser import form_to, heading
from tests.questions.world import LAW, REPLY

SAID = {
    "text": REPLY,
    "law": LAW,
    "text-1": "Бірінші жауап.",
    "text-2": "Екінші жауап.",
    "text-3": "Үшінші жауап.",
}


async def writing(office: AtWork, ref: str, who: str = OFFICIAL):
    """The editor with the pen in hand."""
    await office.be(who)
    return await office.send(await office.open(f"questions/{ref}"), "/answer/start")


async def drafted(office: AtWork, ref: str, **more: str):
    """A whole answer, saved and looked at."""
    page = await writing(office, ref)
    return await office.send(page, "/answer", **{**SAID, "then": "preview", **more})


async def test_the_right_to_complain_is_filled_in_in_the_answers_language(office: AtWork) -> None:
    page = await writing(office, await office.village.taken())
    complaint = form_to(page, "/answer").values["complaint"][0]
    assert "ӘРПК" in complaint
    assert office.village.okrug.name_kk in complaint
    assert office.village.district.name_kk in complaint


async def test_an_answer_is_written_looked_at_and_published(office: AtWork) -> None:
    ref = await office.village.taken()
    page = await drafted(office, ref)
    assert heading(page) == "As the public will read it"
    assert "Екінші жауап." in page.text
    assert "Publishing settles the deadline" in page.text
    done = await office.send(page, "/publish")
    assert "The answer is published." in done.text
    shown = await queries.shown(office.village.visitor, ref)
    assert shown.answer is not None
    assert shown.answer.text == REPLY
    assert [each.text for each in shown.answer.points] == [SAID["text-1"], SAID["text-2"], SAID["text-3"]]


async def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(office: AtWork) -> None:
    ref = await office.village.taken()
    page = await drafted(office, ref, **{"text-2": "", "outcome-3": "refused"})
    refused = await office.press(page, "/publish")
    assert refused.status_code == 422
    assert 'href="#text-2"' in refused.text
    assert 'href="#ground-3"' in refused.text
    typed = form_to(refused, "/answer").values
    assert typed["text"] == [REPLY]
    assert typed["text-1"] == [SAID["text-1"]]


async def test_a_draft_waits_until_it_is_taken_up_again(office: AtWork) -> None:
    ref = await office.village.taken()
    page = await writing(office, ref)
    saved = await office.send(page, "/answer", text="Жауап басталды", then="stay")
    assert "The draft is saved." in saved.text
    stopped = await office.send(saved, "/stop")
    assert "The draft is kept." in stopped.text
    again = await office.send(stopped, "/answer/start")
    assert form_to(again, "/answer").values["text"] == ["Жауап басталды"]


async def test_two_people_do_not_write_at_once(office: AtWork) -> None:
    ref = await office.village.taken()
    await writing(office, ref)
    await office.be(HEAD)
    case = await office.open(f"questions/{ref}")
    assert "is writing the answer" in case.text
    assert "Жанар Б." in (await office.open("desk")).text
    page = await office.open(f"questions/{ref}/answer")
    assert 'name="law"' not in page.text
    assert "what was saved stays" in page.text
    taken_over = await office.send(page, "/answer/start")
    assert 'name="law"' in taken_over.text
    await office.be(OFFICIAL)
    lost = await office.client.post(f"/en/console/questions/{ref}/answer", data={"text": "Менің жауабым"})
    assert lost.status_code == 409
    assert "is writing the answer now" in lost.text


async def test_a_begun_editor_that_somebody_else_holds_is_said(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    mine = await office.open(f"questions/{ref}")
    await writing(office, ref, HEAD)
    await office.be(OFFICIAL)
    refused = await office.press(mine, "/answer/start")
    assert refused.status_code == 409
    assert "Take over" in refused.text


async def test_a_template_is_made_and_put_into_the_answer(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be(OFFICIAL)
    new = await office.open("templates/new")
    assert (await office.press(new, "/templates/new", language="kk", name="x", text="")).status_code == 422
    made = await office.send(
        new, "/templates/new", language="kk", name="Алғыс", text="Хабарласқаныңызға рахмет."
    )
    assert "The template is saved." in made.text
    page = await writing(office, ref)
    assert "Алғыс" in page.text
    chosen = page.text.split(">Алғыс")[0].rpartition('value="')[2].split('"')[0]
    with_it = await office.send(page, "/answer", text="Шамдар жөнделеді.", template=chosen, then="insert")
    assert form_to(with_it, "/answer").values["text"] == ["Шамдар жөнделеді.\n\nХабарласқаныңызға рахмет."]
    listed = await office.open("templates")
    one = await office.open(f"templates/{listed.text.split('/console/templates/')[2].split(chr(34))[0]}")
    assert "The template was removed." in (await office.send(one, "/remove")).text


@pytest.fixture
async def careful(office: AtWork) -> AtWork:
    """The office where a second person publishes."""
    wish = SetSecondPerson(agency=office.village.okrug.slug, needed=True)
    await set_second_person(office.village.as_("system"), wish)
    return office


async def test_a_second_person_sends_back_and_then_publishes(careful: AtWork) -> None:
    office, ref = careful, await careful.village.taken()
    page = await drafted(office, ref)
    assert "/answer/publish" not in page.text
    await office.send(page, "/propose")
    own = await office.open(f"questions/{ref}/proposal")
    assert "somebody else has to publish it" in own.text
    await office.be(HEAD)
    assert ref in (await office.open("desk?queue=second_person")).text
    read = await office.open(f"questions/{ref}/proposal")
    assert "Екінші жауап." in read.text
    short = await office.press(read, "/send-back", remark="no")
    assert short.status_code == 422
    await office.send(read, "/send-back", remark="Name the day of repair.")
    again = await writing(office, ref)
    assert "Name the day of repair." in again.text
    await office.send(await office.send(again, "/answer", then="preview"), "/propose")
    await office.be(HEAD)
    done = await office.send(await office.open(f"questions/{ref}/proposal"), "/approve")
    assert "The answer is published." in done.text


async def test_nobody_publishes_alone_where_a_second_person_is_wanted(careful: AtWork) -> None:
    ref = await careful.village.taken()
    await drafted(careful, ref)
    refused = await careful.client.post(f"/en/console/questions/{ref}/answer/publish", data={})
    assert refused.status_code == 409
    assert "a second person publishes answers" in refused.text


async def test_a_published_answer_is_corrected_by_somebody_else(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.send(await drafted(office, ref), "/publish")
    assert "Somebody else in your body" in (await office.open(f"questions/{ref}/correct")).text
    await office.be(HEAD)
    page = await office.open(f"questions/{ref}/correct")
    assert form_to(page, "/correct").values["text-2"] == [SAID["text-2"]]
    bare = await office.press(page, "/correct", **{"text-2": "Түзетілген жауап."})
    assert bare.status_code == 422
    assert "Түзетілген жауап." in bare.text
    done = await office.send(page, "/correct", reason="The day was wrong.", **{"text-2": "Түзетілген жауап."})
    assert "the earlier version stays readable" in done.text
    assert "Earlier version 1" in done.text
    assert "Түзетілген жауап." in done.text


async def test_a_russian_question_may_be_answered_in_kazakh_and_the_standing_words_follow(
    office: AtWork,
) -> None:
    ref = await office.village.taken(language="ru", title="Когда починят фонари на улице Абая?", points=())
    page = await writing(office, ref)
    russian = form_to(page, "/answer").values["complaint"][0]
    assert "АППК" in russian
    saved = await office.send(page, "/answer", language="kk", text="Шамдар жөнделеді.", then="stay")
    assert "ӘРПК" in form_to(saved, "/answer").values["complaint"][0]
