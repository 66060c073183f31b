"""What a package offers the application."""

from __future__ import annotations

import importlib
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hearing_state.actions import Context
from hearing_state.jobs.listeners import Listener, Tick
from hearing_state.web.page import Page, Panel


@dataclass(frozen=True)
class HealthCheck:
    """A question to the system's health. The answer is None while well, else a sentence for the operator."""

    name: str
    ask: Callable[[Context], Awaitable[str | None]]


@dataclass(frozen=True)
class Figures:
    """Numbers for the operator's scraper. ``told``: each name, and what it says. ``read`` gives a number for each of them, from few
    statements that do not slow down as the house grows; only the calendar and the files of this machine may be asked besides.
    """

    name: str
    told: Mapping[str, str]
    read: Callable[[Context], Awaitable[Mapping[str, float]]]


@dataclass(frozen=True)
class Command:
    """A word of the command line ``hearing-state``. ``needs_database`` ones run inside a connected house."""

    name: str
    help: str
    describe: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int] | None = None
    run_connected: Callable[[Namespace, Context], Awaitable[int]] | None = None


@dataclass(frozen=True)
class Section:
    """An entry in the console's navigation: a page, and how much work waits there for this person."""

    order: int
    page: str
    label: object
    right: str
    count: Callable[[Context], Awaitable[int | None]] | None = None
    """Rights with conditions on a subject are asked by role alone here: the page itself checks."""


@dataclass(frozen=True)
class Manifest:
    name: str
    package: str
    has_models: bool = True
    pages: Sequence[Page] = ()
    console: Sequence[Page] = ()
    sections: Sequence[Section] = ()
    panels: Sequence[Panel] = ()
    listeners: Sequence[Listener] = ()
    timetable: Sequence[Tick] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    health: Sequence[HealthCheck] = ()
    figures: Sequence[Figures] = ()
    commands: Sequence[Command] = ()

    @property
    def folder(self) -> Path:
        module = importlib.import_module(self.package)
        return Path(module.__file__ or "").parent
