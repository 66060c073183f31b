"""The head's statement comes with the decision: in words, as a document, or spoken before a camera."""

from __future__ import annotations

import pytest

from hearing_state.errors import Forbidden, Invalid, NotFound
from hearing_state.files import queries as files
from hearing_state.files.actions.store import Store, store
from hearing_state.ids import new_id
from petitions.considering.actions.decide import decide
from petitions.considering.actions.publish_decision import PublishDecision, publish_decision
from tests.files import samples
from tests.petitions.considering.desk import come_in_as_head, registered
from tests.petitions.considering.test_considering import TEXT, decision
from tests.petitions.world import World, row_of
from tests.questions.pages.browser import followed, form_to


@pytest.fixture
async def decided(here: World, head, moderator) -> str:
    ref = await registered(here, moderator, head)
    await decide(head, decision(ref))
    return ref


async def test_a_video_alone_is_a_statement_and_everybody_sees_it(client, here: World, head, decided: str):
    sent = await store(head, Store(name="мәлімдеме.mp4", content=samples.video()))
    with pytest.raises(NotFound):
        await files.file(here.visitor, sent.id)
    await publish_decision(head, PublishDecision(petition=decided, file=sent.id))
    assert (await files.file(here.visitor, sent.id)).is_video
    page = await client.get(f"/kk/petitions/{decided}")
    assert "<video" in page.text
    shown = await client.get(f"/files/{sent.id}/x.mp4", headers={"range": "bytes=0-3"})
    assert (shown.status_code, shown.headers["content-type"]) == (206, "video/mp4")
    row = await row_of(decided)
    row.is_hidden = True
    await row.save()
    with pytest.raises(NotFound):
        await files.file(here.visitor, sent.id)


async def test_without_words_and_without_a_file_there_is_no_statement(here: World, head, decided: str, as_):
    for words in ("", "Қысқа сөз."):
        with pytest.raises(Invalid) as refused:
            await publish_decision(head, PublishDecision(petition=decided, statement=words))
        assert refused.value.faults[0].field == "statement"
    other = as_("head", here.oblast.id, person_id=new_id())
    foreign = await store(other, Store(name="a.pdf", content=samples.pdf()))
    with pytest.raises(Forbidden):  # somebody else's file
        await publish_decision(head, PublishDecision(petition=decided, file=foreign.id))


async def test_at_the_desk_a_wrong_file_is_refused_and_the_words_stay(
    client, here: World, head, decided: str
):
    await come_in_as_head(client, here)
    page = await client.get(f"/kk/console/petitions-to-decide/{decided}")
    form = form_to(page, "/publish")
    data = {**form.values, "statement": TEXT}
    page = await client.post(form.action, data=data, files={"files": ("a.txt", b"words alone", "text/plain")})
    assert page.status_code == 422
    assert TEXT in page.text
    form = form_to(page, "/publish")
    answer = await client.post(
        form.action, data=form.values, files={"files": ("сөз.pdf", samples.pdf(), "application/pdf")}
    )
    page = await followed(client, answer)
    assert page.status_code == 200
    client.cookies.clear()
    page = await client.get(f"/ru/petitions/{decided}")
    assert "сөз.pdf" in page.text
    assert TEXT in page.text
