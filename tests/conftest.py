"""Fixtures that the whole house shares. The machinery lies in tests/support."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tortoise.context import TortoiseContext, _current_context

from hearing_state.actions import STANDING
from hearing_state.settings import Settings
from tests.support import database, listed_facts
from tests.support.app import whole_app
from tests.support.contexts import AsRole, make_as, settings_for_tests


def pytest_configure(config: pytest.Config) -> None:
    database.start_server(config)
    listed_facts.watch()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With ``--dist loadfile``, which `make test` asks for."""
    if config.getvalue("dist") != "loadfile":
        return None
    from tests.support.one_at_a_time import OneAtATime

    return OneAtATime(config, log)


def pytest_unconfigure() -> None:
    database.stop_server()


@pytest.fixture(autouse=True)
def nothing_was_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process keeps in mind when something was last hidden; what one test hid is not another's."""
    monkeypatch.setattr(STANDING, "copies_from", None)
    monkeypatch.setattr(STANDING, "hidden", {})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for_tests(tmp_path)


@pytest.fixture
def as_(settings: Settings) -> AsRole:
    """Contexts by role: `as_("official", agency_id)`, at Monday noon 23 November 2026 unless told otherwise."""
    from hearing_state.main import packages

    packages.install()
    return make_as(settings)


@pytest.fixture(scope="session")
async def database_url() -> AsyncIterator[str]:
    """This worker's own database with all migrations; tests leave nothing in it."""
    async with database.cloned() as url:
        yield url


@pytest.fixture(scope="session")
async def orm(database_url: str) -> AsyncIterator[TortoiseContext]:
    """The open pool. Tests ask for `db` or `own_database` instead."""
    context = TortoiseContext()
    token = _current_context.set(context)
    await context.init(config=database.house_config(database_url))
    _current_context.reset(token)
    yield context
    await context.close_connections()


@pytest.fixture
async def db(orm: TortoiseContext) -> AsyncIterator[TortoiseContext]:
    """A real PostgreSQL in which everything the test does is undone; transactions inside are savepoints."""
    _current_context.set(orm)
    async with database.rolled_back(orm):
        yield orm
    _current_context.set(None)


@pytest.fixture
async def own_database() -> AsyncIterator[str]:
    """A fresh database for tests that need real commits or several processes; already connected here."""
    async with database.cloned() as url, connected_here(url):
        yield url


class connected_here:  # noqa: N801 - reads as what it does
    """`connected()` for fixtures: pytest ends a fixture in another context, where its token is refused."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def __aenter__(self) -> TortoiseContext:
        self.context = TortoiseContext()
        _current_context.set(self.context)
        await self.context.init(config=database.house_config(self.url))
        return self.context

    async def __aexit__(self, *_: object) -> None:
        await self.context.close_connections()
        _current_context.set(None)


@pytest.fixture
async def client(db: TortoiseContext, settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """The whole public site, console and API over ASGI, on the rolled-back database, at NOON.

    `client.clock` may be moved; sign somebody in by `client.cookies.set("hs_session", secret)`.
    """
    async with whole_app(db, settings) as made:
        yield made
