"""Files beside a petition: sent without scripts, seen with its words, hidden with them."""

from __future__ import annotations

import pytest

from hearing_state.errors import Forbidden, Invalid, NotFound
from hearing_state.files import queries as files
from hearing_state.files.actions.store import Store, store
from hearing_state.files.actions.sweep import Sweep, sweep
from petitions.checking.actions.set_hidden import SetHidden, set_hidden
from petitions.drafting.actions.save_draft import SaveDraft, save_draft
from petitions.drafting.attachments import allowances
from petitions.drafting.papers import papers
from tests.files import samples
from tests.petitions.world import PROPOSAL, REASONS, TITLE_KK, World, later, row_of
from tests.questions.pages.browser import come_in, followed, form_to, send


def test_what_is_taken_is_data():
    taken = allowances()["petition"]
    assert (taken.files, taken.kinds, taken.megabytes) == (5, frozenset({"pdf", "jpeg", "png"}), 10)


async def test_a_paper_is_seen_with_the_petition_and_hidden_with_it(client, here: World):
    sent = await store(here.author, Store(name="көпір.jpg", content=samples.jpeg()))
    with pytest.raises(NotFound):
        await files.file(here.visitor, sent.id)
    filed = await here.filed(files=(sent.id,))
    page = await client.get(f"/kk/petitions/{filed.link}")
    assert f"/files/{sent.id}/" in page.text
    assert (await files.file(here.visitor, sent.id)).name == "көпір.jpg"
    await set_hidden(here.system, SetHidden(petition=filed.ref, is_hidden=True))
    with pytest.raises(NotFound):
        await files.file(here.visitor, sent.id)
    row = await row_of(filed.ref)
    assert list(await papers(here.neighbour, row)) == []
    assert [each.id for each in await papers(here.author, row)] == [sent.id]


async def test_only_ones_own_files_of_the_kinds_that_are_taken(here: World):
    text = await store(here.author, Store(name="a.txt", content="Хат мәтіні.".encode()))
    with pytest.raises(Invalid) as refused:
        await here.filed(files=(text.id,))
    assert refused.value.reason == "petition.file_kind"
    foreign = await store(here.neighbour, Store(name="a.pdf", content=samples.pdf()))
    with pytest.raises((Forbidden, Invalid)):
        await here.filed(files=(foreign.id,))


async def test_a_draft_whose_file_is_gone_says_so(client, here: World):
    sent = await store(here.author, Store(name="көпір.jpg", content=samples.jpeg()))
    typed = {
        "title": TITLE_KK, "topic": "roads", "place": here.district.place_code, "agency": here.oblast.slug, "reasons": REASONS,
        "proposal": PROPOSAL, "language": "kk",
    }  # fmt: skip
    saved = await save_draft(here.author, SaveDraft(files=(sent.id,), **typed))
    await sweep(later(here.system, days=3), Sweep())
    with pytest.raises(Invalid) as refused:
        await here.filed(files=(sent.id,))
    assert refused.value.reason == "petition.file_gone"
    await come_in(client, here.system, here.aigul)
    page = await client.get(f"/ru/petitions/new/{saved.draft}/check")
    assert "hs-notice--warning" in page.text
    assert str(sent.id) not in page.text


async def test_aigul_attaches_takes_out_and_files_without_scripts(client, here: World):
    await come_in(client, here.system, here.aigul)
    typed = {
        "title": TITLE_KK, "topic": "roads", "place": here.district.place_code, "agency": here.oblast.slug, "language": "kk",
    }  # fmt: skip
    saved = await save_draft(here.author, SaveDraft(**typed))
    page = await client.get(f"/kk/petitions/new/{saved.draft}/text")
    form = form_to(page, "/text")
    words = {"proposal": PROPOSAL, "reasons": "Қысқа", "more": "files"}
    chosen = [
        ("files", ("көпір.jpg", samples.jpeg(), "image/jpeg")),
        ("files", ("хат.pdf", samples.pdf(), "application/pdf")),
    ]
    page = await client.post(form.action, data={**form.values, **words}, files=chosen)
    assert page.status_code == 200  # half done is kept, and nothing is asked yet
    assert "көпір.jpg" in page.text
    assert PROPOSAL in page.text
    form = form_to(page, "/text")
    wrong = [("files", ("a.txt", b"words alone", "text/plain"))]
    page = await client.post(form.action, data={**form.values, "more": "files"}, files=wrong)
    assert page.status_code == 422
    assert "хат.pdf" in page.text
    letter = page.text.split("хат.pdf")[1].split('value="')[1].split('"')[0]
    page = await send(client, page, "/text", remove=letter)
    assert "хат.pdf" not in page.text
    page = await send(client, page, "/text", reasons=REASONS)
    assert "көпір.jpg" in page.text  # check your answers
    page = await send(client, page, "/file", consent="yes")
    assert page.status_code == 200
    assert "көпір.jpg" in page.text


async def test_a_visitor_is_led_to_sign_in_before_attaching(client, here: World):
    page = await client.get("/kk/petitions/new")
    page = await send(
        client, page, "/new", title=TITLE_KK, topic="roads", place=here.district.place_code, language="kk"
    )
    page = await followed(client, await client.get(str(page.url).replace("/near", "/body")))
    page = await send(client, page, "/body", agency=here.oblast.slug)
    assert 'type="file"' not in page.text
    assert "sign-in" in page.text
