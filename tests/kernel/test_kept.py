"""Copies of public pages for visitors: short-lived, bounded, nobody's but everybody's."""

import asyncio
import gzip
from contextlib import nullcontext
from datetime import timedelta

import httpx2
import pytest
from starlette.responses import PlainTextResponse, Response

from hearing_state.clock import FrozenClock
from hearing_state.permissions import Actor, Grant, Role
from hearing_state.web import Page, browser_of
from hearing_state.web.app import make_app, register, routes_of
from hearing_state.web.edge import House
from hearing_state.web.shelf import Copy, Shelf
from tests.support.app import whole_app
from tests.support.contexts import NOON, settings_for_tests

LONG = "Сұрақ пен жауап. " * 100


class Desk:
    """A page that counts how often it was written, and can be held up."""

    def __init__(self, settings):
        self.written, self.held, self.begun, self.status = 0, None, asyncio.Event(), 200
        self.clock = FrozenClock(NOON)
        register(self.pages)
        house = House(settings, self.clock, self.identify, self.chrome, nullcontext)
        app = make_app([*routes_of(self.pages), *routes_of(())], house)
        transport = httpx2.ASGITransport(app=app, client=("203.0.113.7", 1))
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://house.test")

    async def identify(self, secret):
        return Actor(None, frozenset({Grant(Role.RESIDENT)}), name=secret)

    async def chrome(self, _request):
        return None

    async def show(self, request):
        self.written += 1
        number = self.written
        self.begun.set()
        if self.held is not None:
            await self.held.wait()
        language = request.path_params.get("locale", "")
        name = request.state.context.actor.name
        return PlainTextResponse(f"{number} {language} {request.url.query} {name} {LONG}", self.status)

    async def form(self, request):
        self.written += 1
        return PlainTextResponse(f"{self.written} {browser_of(request)}")

    async def private(self, _request):
        self.written += 1
        return Response(str(self.written), headers={"cache-control": "no-store"})

    @property
    def pages(self):
        def page(name, handler, seconds):
            return Page.get(f"kept.{name}", f"/kept/{name}", handler, reads=len, fresh_seconds=seconds)

        return [page("page", self.show, 10), page("form", self.form, 10), page("private", self.private, 10),
                page("anew", self.show, 0),
                Page.get("kept.api", "/api/kept", self.show, reads=len, localized=False, fresh_seconds=10)]  # fmt: skip

    async def get(self, path="/kk/kept/page", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.get(path, headers={"accept-encoding": "identity", **named})


@pytest.fixture
def desk(tmp_path):
    from hearing_state.web import rendering

    known = dict(rendering.ROUTES)
    for name in [each for each in known if each.startswith("kept.")]:
        del rendering.ROUTES[name]
    yield Desk(settings_for_tests(tmp_path, kept_seconds=10))
    for name in [each for each in rendering.ROUTES if each.startswith("kept.")]:
        del rendering.ROUTES[name]


async def test_visitors_see_one_copy_until_its_seconds_are_over(desk):
    first = await desk.get()
    desk.clock.advance(timedelta(seconds=9))
    again = await desk.get()
    assert (again.text, desk.written) == (first.text, 1)
    assert first.headers["cache-control"] == "public, max-age=10"
    assert again.headers["cache-control"] == "public, max-age=1"
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    desk.clock.advance(timedelta(seconds=1))
    assert (await desk.get()).text.startswith("2 ")


async def test_languages_and_queries_have_their_own_copies(desk):
    texts = [(await desk.get(path)).text for path in ("/kk/kept/page", "/ru/kept/page", "/kk/kept/page?q=1")]
    assert [text.split(" ")[:3] for text in texts] == [["1", "kk", ""], ["2", "ru", ""], ["3", "kk", "q=1"]]


@pytest.mark.parametrize(
    "known",
    [
        {"cookie": "hs_session=aigul"},
        {"cookie": "hs_browser=b"},
        {"cookie": "hs_place=1"},
        {"authorization": "x"},
    ],
    ids=str,
)
async def test_whoever_is_known_is_answered_anew_and_leaves_nothing_behind(desk, known):
    await desk.get(**known)
    visitor = await desk.get()
    assert "aigul" not in visitor.text
    assert visitor.text.startswith("2 ")
    assert (await desk.get(**known)).text.startswith("3 ")


async def test_a_program_that_forbids_copies_gets_the_present_or_nothing(desk):
    """It was told that the thing changed, and would keep for ever what was before."""
    first = await desk.get("/api/kept")
    assert (await desk.get("/api/kept")).text == first.text
    assert (await desk.get("/api/kept", cache_control="no-cache")).text.startswith("2 ")
    page = await desk.get()
    assert (await desk.get(cache_control="no-cache")).text == page.text  # people press "load anew" in a crowd
    desk.clock.advance(timedelta(seconds=11))
    desk.status = 503
    assert "warning" in (await desk.get("/api/kept")).headers
    assert (await desk.get("/api/kept", cache_control="no-cache")).status_code == 503


async def test_a_page_that_sets_a_cookie_or_forbids_keeping_is_never_kept(desk):
    first = await desk.get("/kk/kept/form")
    desk.client.cookies.clear()
    assert (await desk.get("/kk/kept/form")).headers["set-cookie"] != first.headers["set-cookie"]
    desk.client.cookies.clear()
    private = [(await desk.get("/kk/kept/private")).text for _time in range(2)]
    assert private[0] != private[1]


async def test_a_page_that_names_no_seconds_and_a_failure_are_not_kept(desk):
    assert {(await desk.get("/kk/kept/anew")).text[0] for _time in range(2)} == {"1", "2"}
    desk.status = 503
    assert (await desk.get()).status_code == 503
    desk.status = 200
    assert (await desk.get()).status_code == 200


async def test_one_looks_and_the_others_wait_for_it(desk):
    desk.held = asyncio.Event()
    asking = [asyncio.create_task(desk.get()) for _caller in range(20)]
    await desk.begun.wait()
    await asyncio.sleep(0)
    desk.held.set()
    answers = await asyncio.gather(*asking)
    assert desk.written == 1
    assert {answer.text for answer in answers} == {answers[0].text}


async def test_who_waited_for_a_failure_looks_for_herself(desk):
    desk.held, desk.status = asyncio.Event(), 503
    asking = [asyncio.create_task(desk.get()) for _caller in range(3)]
    await desk.begun.wait()
    await asyncio.sleep(0.01)
    desk.held.set()
    assert [answer.status_code for answer in await asyncio.gather(*asking)] == [503, 503, 503]
    assert desk.written == 3


async def test_a_browser_that_has_it_already_is_not_sent_it_again(desk):
    first = await desk.get()
    again = await desk.get(if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert {"cookie", "accept-encoding"} <= {
        each.strip().lower() for each in again.headers["vary"].split(",")
    }


async def test_it_is_compressed_once_for_those_who_can_read_that(desk):
    async with desk.client.stream("GET", "/kk/kept/page", headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw).decode() == (await desk.get()).text


async def test_a_step_in_the_workplace_empties_the_shelf_also_of_what_is_being_looked_up(desk):
    await desk.get()
    await desk.client.post("/kk/console/anything")
    assert (await desk.get()).text.startswith("2 ")
    desk.clock.advance(timedelta(seconds=11))
    desk.held = asyncio.Event()
    desk.begun.clear()
    before = asyncio.create_task(desk.get())
    await desk.begun.wait()
    await desk.client.post("/kk/console/anything")
    desk.held.set()
    assert (await before).text.startswith("3 ")
    assert (await desk.get()).text.startswith("4 ")


def copy_of(size, number=0):
    return Copy(NOON, 10, 10, "/", b"%d" % number, b"", (), b"x" * size, None)


def test_the_shelf_has_an_end_and_what_nobody_asks_for_goes_first():
    shelf = Shelf(copies_max=3, bytes_max=1000)
    for number in range(3):
        shelf.put((str(number), b"", ""), copy_of(10))
    shelf.get(("0", b"", ""), NOON)
    shelf.put(("3", b"", ""), copy_of(10))
    assert [shelf.get((str(n), b"", ""), NOON) is not None for n in range(4)] == [True, False, True, True]
    shelf.put(("large", b"", ""), copy_of(985))
    assert (len(shelf), shelf.bytes) == (2, 995)
    shelf.put(("too large", b"", ""), copy_of(1001))
    assert shelf.bytes == 995
    assert shelf.get(("3", b"", ""), NOON - timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    "path", ["/kk/", "/kk/questions", "/kk/deadlines", "/kk/calculator", "/kk/help", "/kk/bodies"]
)
async def test_the_busy_pages_are_kept(db, settings, path):
    kept = settings.model_copy(update={"kept_seconds": 10})
    async with whole_app(db, kept) as client:
        answer = await client.get(path)
        assert answer.headers["cache-control"] == "public, max-age=10"
        assert "set-cookie" not in answer.headers
