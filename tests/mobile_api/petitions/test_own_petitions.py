"""An author takes a petition back, or mends it after the check's remarks; papers go with it; others say what they think of a draft."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearing_state.db import execute, value
from petitions.checking.actions.reject import Reject, reject
from petitions.considering.actions.announce_discussion import AnnounceDiscussion, announce_discussion
from petitions.considering.actions.set_comment_hidden import SetCommentHidden, set_comment_hidden
from petitions.signing.actions.screen_comment import ScreenComment, screen_comment
from petitions.signing.actions.sign import Sign, sign
from tests.files import samples
from tests.mobile_api.petitions.test_petitions import KEY, filing
from tests.petitions.considering.desk import registered
from tests.petitions.world import PROPOSAL, TITLE_KK
from tests.questions.world import person
from tests.support.contexts import NOON

EXPLANATION = "Бұл мәселе бойынша петиция берілмейді."
REMARK = "Мақсатын нақтылаңыз."
DRAFT = "Комиссия орнында болып, жағдайды қарады; қаражат келесі жылдың бюджетінен бөлінеді."


@pytest.fixture
def moderator(here, as_):
    return as_("moderator", here.district.id)


async def test_only_the_author_takes_it_back_and_once(phone, here, aigul, daulet):
    filed = await here.filed()
    assert (await phone.read(f"/petitions/{filed.link}", aigul))["can_withdraw"] is True
    assert (await phone.read(f"/petitions/{filed.link}", daulet))["can_withdraw"] is False
    at = f"/petitions/{filed.link}/withdraw"
    await phone.refused(await phone.post(at, None, daulet), 404, "petition.not_found")
    await phone.refused(await phone.post(at), 401, "sign_in_needed")
    done = await phone.post(at, None, aigul)
    assert (done.status_code, done.json()) == (200, {"ref": filed.ref, "state": "withdrawn"})
    assert (await phone.post(f"/petitions/{filed.ref}/withdraw", None, aigul)).status_code == 409


async def test_remarks_come_back_by_field_and_go_once_it_is_mended(phone, here, aigul, daulet, moderator):
    filed = await here.checking()
    said = {"reason": "petition_subject", "subject": 15, "explanation": EXPLANATION}
    await reject(moderator, Reject(petition=filed.ref, remark_title=REMARK, remark_proposal=REMARK, **said))
    shown = await phone.read(f"/petitions/{filed.ref}", aigul)
    assert (shown["can_mend"], shown["rejected"]["code"], shown["rejected"]["explanation"]) == (
        True, "petition_subject", EXPLANATION,
    )  # fmt: skip
    assert shown["rejected"]["subject"].startswith("15. ")
    assert REMARK not in str(await phone.read(f"/petitions/{filed.ref}", daulet))
    at = f"/petitions/{filed.ref}/mend"
    await phone.refused(await phone.post(at, None, daulet, KEY), 404, "petition.not_found")
    first = await phone.post(at, None, aigul, KEY)
    again = await phone.post(at, None, aigul, KEY)
    assert (first.status_code, again.json()) == (201, first.json())

    drafts = await phone.read("/me/petition-drafts", aigul)
    assert [each["draft"] for each in drafts] == [first.json()["draft"]]
    at = f"/me/petition-drafts/{first.json()['draft']}"
    draft = await phone.read(at, aigul)
    assert {each["field"]: each["text"] for each in draft["remarks"]} == {"title": REMARK, "proposal": REMARK}
    assert (draft["title"], draft["proposal"]) == (TITLE_KK, PROPOSAL)
    await phone.refused(await phone.get(at, daulet), 404, "petition.no_such_draft")
    await phone.refused(await phone.post(at, {"title": "Жоқ"}, daulet), 404, "petition.no_such_draft")

    title = "Қарауыл ауылында өзен үстіне екі жолақты көпір салу"
    mended = (await phone.post(at, {"title": title}, aigul)).json()
    assert (mended["title"], [each["field"] for each in mended["remarks"]]) == (title, ["proposal"])
    sent = filing(here, title=title, draft=draft["draft"])
    assert (await phone.post("/petitions", sent, aigul, KEY + "2")).status_code == 201
    assert await phone.read("/me/petition-drafts", aigul) == []


async def test_a_draft_is_thrown_away_by_its_owner_alone(phone, here, aigul, daulet, moderator):
    filed = await here.checking()
    await reject(
        moderator, Reject(petition=filed.ref, reason="petition_subject", subject=15, explanation=EXPLANATION)
    )
    made = (await phone.post(f"/petitions/{filed.ref}/mend", None, aigul, KEY)).json()["draft"]
    assert (await phone.delete(f"/me/petition-drafts/{made}", daulet)).status_code == 404
    assert (await phone.delete(f"/me/petition-drafts/{made}", aigul)).status_code == 204
    assert await phone.read("/me/petition-drafts", aigul) == []


async def test_papers_are_filed_with_it_and_read_with_it(phone, here, aigul, daulet):
    picture = (await phone.send("/files", samples.jpeg(), aigul, key="a", name="көпір.jpg")).json()
    text = (await phone.send("/files", "Хат мәтіні.".encode(), aigul, key="b", name="хат.txt")).json()
    refused = await phone.post("/petitions", filing(here, files=[text["id"]]), aigul, KEY)
    assert await phone.refused(refused, 422, "petition.file_kind")
    foreign = await phone.post("/petitions", filing(here, files=[picture["id"]]), daulet, KEY)
    assert await phone.refused(foreign, 422, "petition.file_gone")
    filed = (await phone.post("/petitions", filing(here, files=[picture["id"]]), aigul, KEY + "2")).json()
    shown = await phone.read(f"/petitions/{filed['link']}")
    assert shown["files"] == [picture]
    assert (await phone.get(f"/files/{picture['id']}")).headers["content-type"] == "image/jpeg"
    await execute("UPDATE drafting_petition SET is_hidden = true WHERE ref = $1", filed["ref"])
    assert (await phone.get(f"/files/{picture['id']}", daulet)).status_code == 404


async def test_what_signers_said_is_read_once_a_moderator_has(phone, here, moderator):
    filed = await here.filed()
    for number in range(3):
        signer = here.as_("resident", person_id=await person("Тұрғын", "Қол"))
        await sign(signer, Sign(petition=filed.link, consent=True, comment=f"{number}-пікір: көпір керек"))
    at = f"/petitions/{filed.link}/comments"
    assert await phone.read(at) == {"comments": [], "next": None}
    first = await value("SELECT id FROM signing_signature WHERE comment LIKE '0-%'")
    await screen_comment(moderator, ScreenComment(signature=first, verdict="publish"))
    (said,) = (await phone.read(at))["comments"]
    assert (said["text"], said["author"]) == ("0-пікір: көпір керек", "Тұрғын Қ.")
    assert (await phone.get(at, cursor="cDk5OTk5OTk5")).status_code == 422
    assert (await phone.get(f"/petitions/{filed.ref}/comments")).status_code == 404


async def test_a_draft_decision_is_talked_over(phone, here, aigul, daulet, as_, moderator):
    head = as_("head", here.oblast.id, person_id=here.daulet)
    ref = await registered(here, moderator, head)
    day = NOON.date()
    wish = AnnounceDiscussion(
        petition=ref, text=DRAFT, where="Аудандық клубта, сағат 18:00.", opens_on=day + timedelta(days=7), closes_on=day + timedelta(days=9)
    )  # fmt: skip
    await announce_discussion(head, wish)
    (draft,) = await phone.read(f"/petitions/{ref}/drafts")
    assert (draft["number"], draft["text"], draft["takes_comments"], draft["comments"]) == (
        1,
        DRAFT,
        False,
        0,
    )
    at, said = f"/petitions/{ref}/drafts/1/comments", {"text": "Жаяу жол да керек.", "consent": True}
    await phone.refused(await phone.post(at, said, aigul, KEY), 409, "petition.discussion_closed")
    phone.put_clock(NOON, days=8)
    await phone.refused(await phone.post(at, said, None, KEY), 401, "sign_in_needed")
    unwilling = await phone.post(at, {**said, "consent": False}, aigul, KEY + "1")
    assert await phone.refused(unwilling, 422, "petition.comment_consent")
    first = await phone.post(at, said, aigul, KEY + "2")
    again = await phone.post(at, said, aigul, KEY + "2")
    assert (first.status_code, again.json()) == (201, first.json())
    page = await phone.read(at)
    assert [(each["id"], each["author"], each["text"]) for each in page["comments"]] == [
        (first.json()["id"], "Айгүл С.", said["text"])
    ]
    assert (await phone.read(f"/petitions/{ref}/drafts"))[0]["takes_comments"] is True
    await set_comment_hidden(here.system, SetCommentHidden(comment=first.json()["id"], is_hidden=True))
    nowhere = await phone.post(f"/petitions/{'0' * 43}/drafts/1/comments", said, aigul, KEY + "3")
    await phone.refused(nowhere, 404, "petition.not_found")
    hidden = await phone.read(at)
    assert (hidden["comments"], hidden["total"], hidden["hidden"], hidden["next"]) == ([], 0, 1, None)
    await phone.refused(
        await phone.get(f"/petitions/{ref}/drafts/2/comments"), 404, "petition.no_such_discussion"
    )
