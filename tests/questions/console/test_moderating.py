"""The moderator's queue and decisions."""

from __future__ import annotations

from hearing_state.questions import queries
from hearing_state.questions.question import Screening
from tests.questions.console.office import OFFICIAL, AtWork
from tests.questions.pages.browser import heading
from tests.questions.world import TEXT, TITLE


async def test_a_moderator_publishes_what_waits(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be("moderator")
    queue = await office.open("screening")
    assert TITLE in queue.text
    page = await office.open(f"screening/{ref}")
    assert TEXT in page.text
    done = await office.send(page, ref, verdict="publish")
    assert heading(done) == "Screening"
    assert "can be read by everybody" in done.text
    assert (await queries.shown(office.village.visitor, ref)).title == TITLE


async def test_hiding_needs_a_coded_reason_and_can_be_decided_again(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be("moderator")
    page = await office.open(f"screening/{ref}")
    bare = await office.press(page, ref, verdict="hide", remark="A name stands in it.")
    assert bare.status_code == 422
    assert "A name stands in it." in bare.text
    hidden = await office.send(
        page, ref, verdict="hide", reason="third_person", remark="A name stands in it."
    )
    assert "The question is hidden" in hidden.text
    assert (await queries.shown(office.village.visitor, ref)).screening is Screening.HIDDEN
    again = await office.open(f"screening/{ref}")
    assert "Decide again" in again.text
    await office.send(again, ref, verdict="publish")
    assert (await queries.shown(office.village.visitor, ref)).screening is Screening.PUBLISHED


async def test_a_moderator_covers_words_but_sees_nothing_inside(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be("moderator")
    page = await office.open(f"questions/{ref}/mask")
    await office.press(page, "/mask", part="text", fragment="Абай көшесінде", reason="Home of a child")
    assert "Абай көшесінде" not in (await queries.shown(office.village.visitor, ref)).text
    assert (await office.client.get(f"/en/console/questions/{ref}")).status_code == 404


async def test_a_private_question_is_not_before_a_moderator(office: AtWork) -> None:
    ref = (await office.village.ask(is_public=False, consent=False)).ref
    await office.be("moderator")
    assert "Nothing waits for a moderator" in (await office.open("screening")).text
    assert (await office.client.get(f"/en/console/screening/{ref}")).status_code == 404


async def test_an_official_has_no_screening(office: AtWork) -> None:
    ref = (await office.village.ask()).ref
    await office.be(OFFICIAL)
    assert (await office.client.get("/en/console/screening")).status_code == 403
    answer = await office.client.post(f"/en/console/screening/{ref}", data={"verdict": "publish"})
    assert answer.status_code == 403
