"""Aigul photographs the broken lamp and sends the picture with her question."""

from __future__ import annotations

import pytest

from hearing_state.db import value
from hearing_state.files.kinds import BYTES_MAX
from hearing_state.questions.actions.screen import Screen, screen
from tests.agencies.country import QARAAUYL
from tests.files import samples
from tests.questions.world import POINTS, TEXT, TITLE


@pytest.fixture
async def neighbour(phone, here) -> dict[str, str]:
    return await phone.headers_of(here.visitor, here.head)


def asking(*files, **more):
    return {
        "title": TITLE, "text": TEXT, "points": POINTS, "language": "kk", "place": QARAAUYL, "topic": "street_lighting", "consent": True,
        "files": [each["id"] for each in files], **more,
    }  # fmt: skip


async def test_a_picture_sent_twice_is_kept_once_and_told_without_its_place(phone, aigul):
    first = await phone.send("/files", samples.jpeg(), aigul, key="a", name="шам.jpg")
    again = await phone.send("/files", samples.jpeg(), aigul, key="a", name="шам.jpg")
    assert (first.status_code, again.json()) == (201, first.json())
    assert (first.json()["name"], first.json()["media_type"]) == ("шам.jpg", "image/jpeg")
    assert await value("SELECT count(*) FROM files_attachment") == 1
    content = await phone.get(f"/files/{first.json()['id']}", aigul)
    assert content.headers["content-type"] == "image/jpeg"
    assert content.headers["cache-control"] == "private, no-cache"
    assert (len(content.content), b"Camera of Ayan" in content.content) == (first.json()["size"], False)
    other = await phone.send("/files", samples.pdf(), aigul, key="a", name="шам.jpg")
    await phone.refused(other, 409, "request_key_reused")


async def test_it_goes_with_the_question_and_is_seen_by_whoever_reads_that(phone, here, aigul, neighbour):
    sent = (await phone.send("/files", samples.jpeg(), aigul, key="a", name="шам.jpg")).json()
    assert (await phone.get(f"/files/{sent['id']}", neighbour)).status_code == 404
    slip = await phone.post("/questions", asking(sent), aigul, key="b")
    assert slip.status_code == 201, slip.text
    ref = slip.json()["ref"]
    assert (await phone.read(f"/questions/{ref}", aigul))["files"] == [sent]
    assert (await phone.read(f"/questions/{ref}"))["files"] == []
    assert (await phone.get(f"/files/{sent['id']}")).status_code == 404
    await screen(here.moderator, Screen(question=ref, verdict="publish"))
    assert (await phone.read(f"/questions/{ref}"))["files"] == [sent]
    assert (await phone.get(f"/files/{sent['id']}")).status_code == 200
    await phone.refused(await phone.delete(f"/files/{sent['id']}", aigul), 409, "file.attached_elsewhere")
    elsewhere = await phone.post(
        "/questions", asking(sent, title="Тағы бір сұрақ шам туралы"), aigul, key="c"
    )
    await phone.refused(elsewhere, 409, "file.attached_elsewhere")


async def test_nobody_attaches_or_takes_back_what_another_sent(phone, aigul, neighbour):
    sent = (await phone.send("/files", samples.pdf(), aigul, key="a", name="хат.pdf")).json()
    assert (await phone.post("/questions", asking(sent), neighbour, key="b")).status_code in {403, 404}
    assert (await phone.delete(f"/files/{sent['id']}", neighbour)).status_code in {403, 404}
    assert (await phone.delete(f"/files/{sent['id']}", aigul)).status_code == 204
    assert (await phone.get(f"/files/{sent['id']}", aigul)).status_code == 404
    gone = await phone.post("/questions", asking(sent), aigul, key="d")
    await phone.refused(gone, 404, "file.not_found")
    assert await value("SELECT count(*) FROM questions_question") == 0


@pytest.mark.parametrize(
    ("content", "status", "reason"),
    [
        (b"", 422, "file.empty"),
        (b"MZ" + b"\x00" * 100, 422, "file.kind_not_taken"),
        (b"\xff\xd8\xff" + b"\x00" * (BYTES_MAX - 2), 422, "file.too_large"),
        (b"\x00" * (BYTES_MAX + 70_000), 413, "body_too_large"),
    ],
)
async def test_what_is_not_taken_is_refused_in_words(phone, aigul, content, status, reason):
    answer = await phone.send("/files", content, aigul, key="a", name="шам.jpg")
    assert await phone.refused(answer, status, reason)
    assert await value("SELECT count(*) FROM files_attachment") == 0


async def test_it_needs_a_person_a_key_a_name_and_bytes(phone, aigul):
    content = samples.jpeg()
    await phone.refused(
        await phone.send("/files", content, None, key="a", name="a.jpg"), 401, "sign_in_needed"
    )
    await phone.refused(await phone.send("/files", content, aigul, name="a.jpg"), 422, "api.key_missing")
    await phone.refused(await phone.send("/files", content, aigul, key="a"), 422, "field_missing")
    await phone.refused(await phone.post("/files?name=a.jpg", {}, aigul, key="a"), 415, "api.not_bytes")


async def test_five_to_one_question(phone, aigul):
    sent = [
        (await phone.send("/files", samples.jpeg(), aigul, key=f"k{n}", name="a.jpg")).json()
        for n in range(6)
    ]
    assert (await phone.post("/questions", asking(*sent), aigul, key="b")).status_code == 422
    assert (await phone.post("/questions", asking(*sent[:5]), aigul, key="c")).status_code == 201
