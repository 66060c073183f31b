"""The public log as readers browse it, and what a question's page says of it."""

from __future__ import annotations

import hashlib
import re

import pytest

from hearing_state.ledger import publication
from hearing_state.ledger.reading import log_at
from hearing_state.ledger.runner import log_in
from hearing_state.site import public_log
from tests.questions.world import World, world


@pytest.fixture
async def village(db, as_) -> World:
    return await world(as_)


async def publish(settings) -> None:
    await publication.step(log_in(settings.data_dir, settings.site_url))


async def test_before_anything_is_published_it_says_so(client):
    page = await client.get("/en/log")
    assert page.status_code == 200
    assert "The log is not published yet" in page.text


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
async def test_a_question_s_page_leads_to_its_entries_and_each_to_its_proof(
    client, village: World, settings, locale
):
    ref = await village.answered()
    await publish(settings)
    asked = await client.get(f"/{locale}/questions/{ref}")
    assert f"--entry {ref}" in asked.text
    listed = await client.get(f"/{locale}/log?about={ref}")
    numbers = re.findall(rf'href="/{locale}/log/(\d+)"', listed.text)
    assert len(numbers) > 3
    entry = await client.get(f"/{locale}/log/{numbers[0]}")
    assert entry.status_code == 200
    assert f"/{locale}/questions/{ref}" in entry.text


async def test_a_reader_who_follows_the_page_s_words_comes_to_the_signed_digest(
    client, village: World, settings
):
    await village.answered()
    await publish(settings)
    page = (await client.get("/en/log/1")).text
    line, own, steps, signed = (
        each.replace("&#34;", '"').strip()
        for each in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)[:4]
    )
    found = hashlib.sha256(b"\0" + line.encode()).digest()
    assert found.hex() == own
    for step in steps.split("\n"):
        side, neighbour = step.split(" ")
        pair = [bytes.fromhex(neighbour), found] if side == "left" else [found, bytes.fromhex(neighbour)]
        found = hashlib.sha256(b"\1" + b"".join(pair)).digest()
    assert found.hex() == signed


async def test_what_is_not_there_is_not_found(client):
    for number in ("7", "x", "99999999999999999999"):
        assert (await client.get(f"/en/log/{number}")).status_code == 404
    page = await client.get("/en/log?about=%27%3B&kind=..&before=-1")
    assert page.status_code == 200


async def test_a_private_question_has_no_word_of_the_log_on_its_page(client, village: World, settings):
    ref = (await village.ask(is_public=False, consent=False)).ref
    await village.published()
    await publish(settings)
    assert "/log?about=" not in (await client.get(f"/en/questions/{ref}")).text
    assert ref not in (await client.get(f"/en/log?about={ref}")).text.replace(f'value="{ref}"', "").replace(
        f"about={ref}", ""
    ).replace(f"--entry {ref}", "")


async def test_pages_that_say_how_to_check_do_not_read_the_log_s_files_each_time(
    client, village: World, settings, monkeypatch
):
    read: list[object] = []

    def counted(folder):
        read.append(folder)
        return log_at(folder)

    monkeypatch.setattr("hearing_state.ledger.reading.log_at", counted)
    ref = await village.published()
    assert "hearing-state verify" not in (await client.get(f"/en/questions/{ref}")).text
    await publish(settings)
    read.clear()
    for _again in range(5):
        assert f"--entry {ref}" in (await client.get(f"/en/questions/{ref}?{_again}")).text
    assert len(read) == 1
    monkeypatch.setattr(public_log, "KEY_HOLDS_SECONDS", 0.0)
    public_log._keys.clear()
    for _again in range(2):
        await client.get(f"/en/questions/{ref}?later={_again}")
    assert len(read) == 3
