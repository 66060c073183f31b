"""What was promised, on a telephone: lists, one with its history, following, saying that it was not done."""

from datetime import date
from typing import Any

import pytest

from meetings.commitments.actions.keep import Keep, keep
from meetings.commitments.actions.move_due import MoveDue, move_due
from tests.agencies.country import ABAI_OBLAST, ALMATY, QARAAUYL
from tests.meetings.commitments.promises import DONE, QUOTE, REASON, asked_ahead, on, promised
from tests.meetings.world import World

MISSING = "Екі шам әлі жанбайды, Абай көшесінің аяғында қараңғы."


@pytest.fixture
def moved_on(phone: Any, here: World) -> Any:
    """A telephone on a day after the meeting, and the headers of who signs in then."""

    async def to(day: str, person_id: Any) -> dict[str, str]:
        context = on(here.resident, day)
        phone.put_clock(context.now)
        return await phone.headers_of(context, person_id)

    return to


def refs(page: Any) -> list[str]:
    return [each["ref"] for each in page["commitments"]]


async def test_the_list_is_narrowed_and_counts_all_that_stand_how(phone, here):
    made = await promised(here)
    phone.put_clock(on(here.clerk, "2026-12-20").now)
    for query in (
        {},
        {"place": QARAAUYL},
        {"place": ABAI_OBLAST},
        {"body": here.okrug.slug},
        {"meeting": made.meeting_ref},
    ):
        page = await phone.read("/commitments", **query)
        assert refs(page) == [made.ref]
        assert (page["counts"]["due"], page["counts"]["kept_share"], page["next"]) == (1, None, None)
    assert refs(await phone.read("/commitments", place=ALMATY)) == []
    assert refs(await phone.read("/commitments", tab="kept")) == []
    assert (await phone.get("/commitments", meeting="M-2026-999999")).status_code == 404


async def test_overdue_is_worked_out_when_somebody_looks(phone, here):
    made = await promised(here)
    phone.put_clock(on(here.clerk, "2026-12-30").now)
    (line,) = (await phone.read("/commitments", tab="overdue"))["commitments"]
    assert (line["ref"], line["verdict"], line["standing"]["state"]) == (made.ref, "overdue", "overdue")


async def test_one_comes_with_everything_that_happened(phone, here):
    made = await promised(here)
    clerk = on(here.clerk, "2026-12-20")
    await move_due(clerk, MoveDue(commitment=made.ref, due_on=date(2027, 1, 20), reason=REASON))
    await keep(on(here.clerk, "2027-01-15"), Keep(commitment=made.ref, text=DONE))
    phone.put_clock(on(here.clerk, "2027-01-16").now)
    found = await phone.read(f"/commitments/{made.ref}")
    line = found["commitment"]
    assert (line["quote"], line["first_due_on"], line["due_on"]) == (QUOTE, "2026-12-29", "2027-01-20")
    assert (line["verdict"], line["verdict_name"], line["kept_on"]) == ("kept", "kept in time", "2027-01-15")
    assert [each["kind"] for each in found["events"]] == ["made", "moved", "kept"]
    assert (found["events"][1]["text"], found["events"][2]["text"]) == (REASON, DONE)
    assert found["meeting"]["ref"] == made.meeting_ref
    assert (await phone.get("/commitments/C-2026-999999")).status_code == 404
    assert (await phone.get("/commitments/M-2026-000001")).status_code == 404


async def test_she_follows_and_stops_and_nobody_learns_who_follows(phone, here, aigul):
    made = await promised(here)
    follow = f"/commitments/{made.ref}/follow"
    for _twice in range(2):
        assert (await phone.post(follow, None, aigul)).status_code == 204
    own = await phone.read(f"/commitments/{made.ref}", aigul)
    assert (own["followers"], own["is_followed"]) == (1, True)
    stranger = await phone.get(f"/commitments/{made.ref}")
    assert (stranger.json()["followers"], stranger.json()["is_followed"]) == (1, False)
    assert str(here.aigul) not in stranger.text
    assert (await phone.delete(follow, aigul)).status_code == 204
    assert (await phone.read(f"/commitments/{made.ref}", aigul))["is_followed"] is False
    await phone.refused(await phone.post(follow), 401, "sign_in_needed")
    missing = await phone.post("/commitments/C-2026-999999/follow", None, aigul)
    await phone.refused(missing, 404, "commitment.not_found")


async def test_only_who_had_asked_says_that_it_was_not_done_and_once(phone, here, moved_on):
    meeting = await here.held("2026-12-15")
    question = await asked_ahead(meeting, here.aigul)
    made = await promised(here, meeting, question=question)
    await keep(on(here.clerk, "2026-12-20"), Keep(commitment=made.ref, text=DONE))
    aigul = await moved_on("2026-12-21", here.aigul)
    daulet = await moved_on("2026-12-21", here.daulet)
    path = f"/commitments/{made.ref}"
    said = set()
    for language in ("kk", "ru", "en"):
        who = {**daulet, "accept-language": language}
        answer = await phone.post(f"{path}/contest", {"text": MISSING}, who, f"k-{language}")
        assert answer.status_code == 403
        said.add(answer.json()["title"])
    assert len(said) == 3
    assert (await phone.read(path, aigul))["may_contest"] is True
    for _twice in range(2):
        answer = await phone.post(f"{path}/contest", {"text": MISSING}, aigul, "k")
        assert (answer.status_code, answer.content) == (204, b"")
    again = await phone.post(f"{path}/contest", {"text": MISSING}, aigul, "other")
    await phone.refused(again, 409, "commitment.contested_already")
    public = await phone.get(path)
    assert public.json()["commitment"]["contests"] == 1
    assert MISSING not in public.text
    assert (await phone.read(path, aigul))["contested"][0]["text"] == MISSING
