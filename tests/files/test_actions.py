"""Somebody sends a file, attaches it, takes it back; nobody else touches it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from hearing_state.files import visibility
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.files.actions.remove import Remove, remove
from hearing_state.files.actions.store import Store, store
from hearing_state.files.actions.sweep import Sweep, sweep
from hearing_state.files.queries import attached, file
from hearing_state.files.shelf import Shelf
from hearing_state.ids import new_id
from tests.files import samples
from tests.support.contexts import AsRole

PHOTO = samples.jpeg()


async def _public(_context: object, shown: visibility.StoredFile) -> bool:
    return shown.attached_to == "ZT-2026-000001"


@pytest.fixture(autouse=True)
def some_things_are_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(visibility._asked, "ZT", _public)


@pytest.fixture
def aigul(as_: AsRole, db: object):
    return as_("resident")


async def test_a_resident_sends_a_photograph_and_sees_it_before_it_is_attached(aigul, as_: AsRole) -> None:
    sent = await store(aigul, Store(name="жол\u202e.jpg", content=PHOTO))

    assert (sent.kind, sent.name) == ("jpeg", "жол.jpg")
    assert (await file(aigul, sent.id)).digest == sent.digest
    assert Shelf(aigul.settings.data_dir).path(sent.digest).stat().st_size == sent.size
    for other in (as_("visitor"), as_("resident"), as_("official", new_id())):
        with pytest.raises(NotFound):
            await file(other, sent.id)


async def test_a_visitor_cannot_send_a_file(as_: AsRole, db: object) -> None:
    with pytest.raises(SignInNeeded):
        await store(as_("visitor"), Store(name="a.jpg", content=PHOTO))


async def test_sending_with_the_same_key_twice_is_one_file(as_: AsRole, db: object) -> None:
    ada = as_("resident", key="once")
    first = await store(ada, Store(name="a.jpg", content=PHOTO))
    assert await store(ada, Store(name="a.jpg", content=PHOTO)) == first
    assert await value("SELECT count(*) FROM files_attachment") == 1


async def test_a_refused_file_leaves_nothing(aigul) -> None:
    with pytest.raises(Invalid):
        await store(aigul, Store(name="a.jpg", content=b"MZ program"))
    assert await value("SELECT count(*) FROM files_attachment") == 0
    assert not list(Path(aigul.settings.data_dir).rglob("files/*/*/*"))


async def test_two_people_send_the_same_and_the_shelf_holds_it_once(aigul, as_: AsRole) -> None:
    one = await store(aigul, Store(name="a.jpg", content=PHOTO))
    two = await store(as_("resident"), Store(name="b.jpg", content=PHOTO))
    assert one.digest == two.digest
    assert one.id != two.id
    assert len(list(Path(aigul.settings.data_dir).rglob("files/*/*/*"))) == 1


async def test_only_the_sender_attaches_and_then_the_owner_of_the_thing_says_who_sees(
    aigul, as_: AsRole
) -> None:
    sent = await store(aigul, Store(name="a.jpg", content=PHOTO))
    with pytest.raises(Forbidden):
        await attach(as_("resident"), Attach(file=sent.id, to="ZT-2026-000001"))
    await attach(aigul, Attach(file=sent.id, to="ZT-2026-000001"))
    await attach(aigul, Attach(file=sent.id, to="ZT-2026-000001"))

    assert [each.id for each in await attached(as_("visitor"), "ZT-2026-000001")] == [sent.id]
    with pytest.raises(Conflict):
        await attach(aigul, Attach(file=sent.id, to="ZT-2026-000002"))
    with pytest.raises(Conflict):
        await remove(aigul, Remove(file=sent.id))


async def test_a_file_of_a_private_thing_cannot_be_told_from_one_that_does_not_exist(
    aigul, as_: AsRole
) -> None:
    sent = await store(aigul, Store(name="a.jpg", content=PHOTO))
    await attach(aigul, Attach(file=sent.id, to="ZT-2026-000099"))
    refusals = []
    for wanted in (sent.id, new_id(), "nonsense"):
        with pytest.raises(NotFound) as refusal:
            await file(as_("visitor"), wanted)
        refusals.append((refusal.value.reason, refusal.value.values))
    assert len({str(each) for each in refusals}) == 1
    assert await attached(as_("visitor"), "ZT-2026-000099") == []


async def test_a_thing_takes_five_files(aigul) -> None:
    for _number in range(5):
        sent = await store(aigul, Store(name="a.txt", content=b"a"))
        await attach(aigul, Attach(file=sent.id, to="ZT-2026-000001"))
    sixth = await store(aigul, Store(name="a.txt", content=b"a"))
    with pytest.raises(Invalid) as refusal:
        await attach(aigul, Attach(file=sixth.id, to="ZT-2026-000001"))
    assert refusal.value.reason == "file.too_many"


async def test_what_nobody_attached_is_forgotten_after_two_days_and_its_content_a_day_later(
    aigul, as_: AsRole
) -> None:
    loose = await store(aigul, Store(name="loose.txt", content=b"loose"))
    kept = await store(aigul, Store(name="kept.txt", content=b"kept"))
    await attach(aigul, Attach(file=kept.id, to="ZT-2026-000001"))
    shelf = Shelf(aigul.settings.data_dir)
    for path in (shelf.path(loose.digest), shelf.path(kept.digest)):
        os.utime(path, (0, 0))

    assert await sweep(as_("system", at=aigul.now + timedelta(days=1)), Sweep()) == 0
    assert await sweep(as_("system", at=aigul.now + timedelta(days=3)), Sweep()) == 1

    assert shelf.path(kept.digest).exists()
    assert not shelf.path(loose.digest).exists()
    assert [each["name"] for each in await rows("SELECT name FROM files_attachment")] == ["kept.txt"]


async def test_a_content_sent_again_is_young_again(aigul) -> None:
    shelf = Shelf(aigul.settings.data_dir)
    digest = shelf.keep(b"again")
    os.utime(shelf.path(digest), (0, 0))
    assert list(shelf.aged()) == [shelf.path(digest)]
    shelf.keep(b"again")
    assert list(shelf.aged()) == []


async def test_the_browser_gets_it_as_what_it_is_and_unable_to_act(aigul, client) -> None:
    letter = await store(aigul, Store(name='Хат "1".txt', content="Сәлем".encode()))
    await attach(aigul, Attach(file=letter.id, to="ZT-2026-000001"))

    answer = await client.get(f"/files/{letter.id}/x.html")

    assert answer.status_code == 200
    assert answer.content.decode() == "Сәлем"
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "%D0%A5%D0%B0%D1%82%201.txt" in answer.headers["content-disposition"]
    again = await client.get(f"/files/{letter.id}/x", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert (await client.get(f"/files/{new_id()}/x")).status_code == 404
