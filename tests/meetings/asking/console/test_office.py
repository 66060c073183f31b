"""The office at its queue: what looks alike, the order, the room, the writing up; a moderator; an operator with a visitor."""

from __future__ import annotations

import pytest

from hearing_state.db import rows, value
from hearing_state.i18n import speaking
from hearing_state.ids import new_id
from hearing_state.web import load_panels
from hearing_state.web.rendering import render_text
from meetings.schedule import queries as schedule
from tests.meetings.asking.list_of import LIGHT_KK, LIGHT_RU, REASON, ROAD_KK, WATER_KK, ListOf, list_of
from tests.meetings.registration.hall import resident
from tests.meetings.world import World, sits_down
from tests.questions.console.office import AtWork

SAID = "Ертең жанады, шамдар әкелінді."


@pytest.fixture
async def theirs(staffed: World, office: AtWork) -> ListOf:
    del office
    return await list_of(staffed)


async def queue(office: AtWork, theirs: ListOf, tab: str = ""):
    return await office.open(f"meetings/{theirs.meeting.ref}/questions{'?tab=' + tab if tab else ''}")


async def in_the_room(office: AtWork, theirs: ListOf) -> None:
    await theirs.begin()
    office.client.clock.put(theirs.in_the_room.now)  # type: ignore[attr-defined]
    await sits_down(office.client, theirs.in_the_room, "official.okrug")


async def test_what_looks_alike_is_proposed_and_put_together_by_a_person(office: AtWork, theirs: ListOf):
    one, other = (
        await theirs.published(),
        await theirs.published(theirs.world.daulet, LIGHT_RU, language="ru"),
    )
    page = await queue(office, theirs, "alike")
    assert "in two languages" in page.text
    done = await office.send(page, "/bundle")
    assert "one answer goes to all askers" in done.text
    assert (await theirs.shown(other)).line.lead.ref == one
    assert await rows("SELECT origin FROM asking_bundle") == [{"origin": "machine"}]
    case = await office.open(f"meetings/{theirs.meeting.ref}/questions/{other}")
    await office.send(case, "/unbundle")
    assert len(await theirs.order()) == 2


async def test_by_hand_and_what_was_chosen_wrongly_is_told(office: AtWork, theirs: ListOf):
    one, other = await theirs.published(), await theirs.published(text=ROAD_KK)
    page = await queue(office, theirs)
    refused = await office.press(page, "/bundle", questions=[one])
    assert refused.status_code == 422
    await office.send(page, "/bundle", questions=[one, other])
    assert await rows("SELECT origin FROM asking_bundle") == [{"origin": "human"}]


async def test_a_question_is_moved_with_a_reason(office: AtWork, theirs: ListOf):
    first, second = await theirs.published(), await theirs.published(text=ROAD_KK)
    case = await office.open(f"meetings/{theirs.meeting.ref}/questions/{second}")
    refused = await office.press(case, "/move", position="1")
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    refused = await office.press(case, "/move", position="бірінші", reason=REASON)
    assert 'href="#position"' in refused.text
    assert REASON in refused.text
    await office.send(case, "/move", position="1", reason=REASON)
    assert await theirs.order() == [second, first]


async def test_in_the_room_each_step_is_one_press(office: AtWork, theirs: ListOf):
    refs = [await theirs.published(await resident(n), f"{n}-сұрақ: {WATER_KK}") for n in range(4)]
    await in_the_room(office, theirs)
    page = await queue(office, theirs)
    assert "Next in the order" in page.text
    page = await office.send(page, f"{refs[0]}/asked")
    assert "Being asked now" in page.text
    page = await office.send(page, f"{refs[0]}/answer", answer_kk=SAID)
    assert (await theirs.shown(refs[0])).question.answer_kk == SAID
    page = await office.send(page, f"{refs[1]}/take-away")
    assert await value("SELECT ref FROM questions_question") == refs[1]
    page = await office.send(page, f"{refs[2]}/not-reached")
    assert [(await theirs.shown(ref)).question.state for ref in refs] == [
        "answered",
        "taken_away",
        "not_reached",
        "asked",
    ]
    past = await queue(office, theirs, "past")
    assert "answered on the spot" in past.text


async def test_an_empty_answer_keeps_the_page(office: AtWork, theirs: ListOf):
    ref = await theirs.published()
    await in_the_room(office, theirs)
    page = await queue(office, theirs)
    refused = await office.press(page, f"{ref}/answer", answer_kk=" ")
    assert refused.status_code == 422
    assert "Write in short what was said" in refused.text


async def test_afterwards_the_hour_is_typed_and_the_rest_taken_away(office: AtWork, theirs: ListOf):
    one, other, third = (
        await theirs.published(),
        await theirs.published(text=ROAD_KK),
        await theirs.published(text=WATER_KK),
    )
    await theirs.begin()
    await theirs.end()
    office.client.clock.put(theirs.afterwards.now)  # type: ignore[attr-defined]
    await sits_down(office.client, theirs.afterwards, "official.okrug")
    page = await queue(office, theirs)
    assert "3 questions have neither an answer nor a way to one." in page.text
    case = await office.open(f"meetings/{theirs.meeting.ref}/questions/{one}")
    for wrong in ("25:99", "03:00", "<b>"):
        refused = await office.press(case, "/answer", answer_kk=SAID, at=wrong)
        assert refused.status_code == 422
        assert 'href="#at"' in refused.text
    await office.send(case, "/answer", answer_kk=SAID, at="18:42")
    assert f"{(await theirs.shown(one)).question.answered_at:%M}" == "42"
    done = await office.send(await queue(office, theirs), "/take-rest")
    assert "The rest is taken away" in done.text
    assert await value("SELECT array_agg(ref ORDER BY ref) FROM questions_question") == [other, third]


async def test_another_office_has_no_such_page_and_the_auditor_only_reads(office: AtWork, theirs: ListOf):
    ref = await theirs.published()
    base = f"/en/console/meetings/{theirs.meeting.ref}/questions"
    await office.be("official")
    for path in (base, f"{base}/{ref}"):
        assert (await office.client.get(path)).status_code == 404
    assert (
        await office.client.post(f"{base}/{ref}/move", data={"position": "1", "reason": REASON})
    ).status_code == 404
    assert (await office.client.post(f"{base}/bundle", data={"questions": [ref, ref]})).status_code == 404
    await office.be("auditor")
    assert (await office.client.get(base)).status_code == 200
    assert (
        await office.client.post(f"{base}/{ref}/move", data={"position": "1", "reason": REASON})
    ).status_code == 403


async def test_the_moderator_reads_publishes_and_hides_with_a_reason(office: AtWork, theirs: ListOf):
    one, other = await theirs.ask(), await theirs.ask(text=ROAD_KK)
    await office.be("moderator")
    page = await office.open("meeting-questions")
    assert LIGHT_KK in page.text
    done = await office.client.post(f"/en/console/meeting-questions/{one}", data={"verdict": "publish"})
    assert done.status_code == 303
    refused = await office.client.post(f"/en/console/meeting-questions/{other}", data={"verdict": "hide"})
    assert refused.status_code == 422
    assert "Choose one of the offered reasons." in refused.text
    await office.client.post(
        f"/en/console/meeting-questions/{other}", data={"verdict": "hide", "reason": "advertising"}
    )
    assert await theirs.order() == [one]
    assert "Nothing waits for a moderator" in (await office.open("meeting-questions")).text
    await office.be("official.okrug")
    assert (await office.client.get("/en/console/meeting-questions")).status_code == 403


async def test_an_operator_asks_for_the_visitor_and_prints_the_slip(office: AtWork, theirs: ListOf):
    await office.be("operator")
    page = await office.open("desk/visitor")
    page = await office.send(page, "/desk/visitor", family_name="Бекова", given_name="Күләш")
    assert "/meeting-question" in page.text
    person = await value("SELECT id FROM people_person WHERE given_name = 'Күләш'")
    page = await office.open(f"desk/visitor/{person}/meeting-question?q=Қараауыл")
    assert theirs.meeting.ref in page.text
    page = await office.open(f"desk/visitor/{person}/meeting-question/{theirs.meeting.ref}")
    refused = await office.press(page, f"/{theirs.meeting.ref}", text="Не?", topic="")
    assert refused.status_code == 422
    done = await office.send(
        page, f"/{theirs.meeting.ref}", text=WATER_KK, topic="water_supply", channel="phone"
    )
    ref = await value("SELECT ref FROM asking_question")
    assert ref in done.text
    assert "Ботагөз" in done.text
    slip = await office.client.get(f"/en/meetings/{theirs.meeting.ref}/questions/{ref}/slip")
    assert slip.status_code == 200
    assert "Ботагөз" in slip.text
    stranger = await office.client.get(f"/en/console/desk/visitor/{new_id()}/meeting-question")
    assert stranger.status_code == 404


async def test_panels_of_the_desk_say_what_waits(office: AtWork, theirs: ListOf):
    del office
    await theirs.published()
    await theirs.ask(text=ROAD_KK)
    official = theirs.world.as_("official", theirs.world.okrug.id)
    found = [
        each
        for each in await load_panels(official, "meeting.desk", theirs.meeting)
        if "asking" in each.template
    ]
    with speaking("en"):
        shown = render_text(found[0].template, found[0].values)
    assert "before a moderator" in shown
    assert LIGHT_KK in shown
    await theirs.begin()
    await theirs.end()
    meeting = await schedule.meeting(official, theirs.meeting.ref)
    left = [
        each
        for each in await load_panels(official, "meetings.desk", [meeting.agency_id])
        if "asking" in each.template
    ]
    with speaking("en"):
        assert "2 questions" in render_text(left[0].template, left[0].values)
