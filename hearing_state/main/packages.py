"""The packages of the house, lowest first, and how they are put together. The only list of its kind."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from starlette.routing import BaseRoute

from hearing_state import i18n
from hearing_state.jobs import listeners
from hearing_state.limits import LIMITS
from hearing_state.permissions import POLICY
from hearing_state.web.app import CONSOLE, register, routes_of
from hearing_state.web.health import CHECKS
from hearing_state.web.offer import Manifest, Section
from hearing_state.web.page import PANELS, Page

KERNEL_TABLES = ("jobs", "limits", "ledger", "actions")
FEATURES = (
    "hearing_state.web",
    "hearing_state.territories",
    "hearing_state.files",
    "hearing_state.agencies",
    "hearing_state.people",
    "hearing_state.deadlines",
    "hearing_state.notifications",
    "hearing_state.moderation",
    "hearing_state.questions",
    "hearing_state.site",
    "hearing_state.console",
    "mobile_api",
)


@functools.cache
def manifests() -> Sequence[Manifest]:
    from importlib.util import find_spec  # scaffold

    present = [name for name in FEATURES if find_spec(name) and find_spec(f"{name}.manifest")]  # scaffold
    return tuple(importlib.import_module(f"{name}.manifest").MANIFEST for name in present)


def models() -> dict[str, str]:
    """Package name -> its models module, lowest first: the order of migrations."""
    kernel = {name: f"hearing_state.{name}.models" for name in KERNEL_TABLES}
    return kernel | {each.name: f"{each.package}.models" for each in manifests() if each.has_models}


@functools.cache
def install() -> None:
    """Put permissions, limits, words, panels, addresses and listeners of all packages together, once per process."""
    for each in manifests():
        _add_tables(each.folder)
        i18n.add_words(each.words)
        PANELS.extend(each.panels)
        CHECKS.extend(each.health)
        register(each.pages)
        register(each.console, below=CONSOLE)
        for listener in each.listeners:
            listeners.register(listener)


def _add_tables(folder: Path) -> None:
    for name, table in (("permissions.toml", POLICY), ("limits.toml", LIMITS)):
        if (folder / name).exists():
            table.add_file(folder / name)


def all_pages() -> Iterable[tuple[Manifest, Page]]:
    for each in manifests():
        yield from ((each, page) for page in (*each.pages, *each.console))


def routes(*, public: bool, console: bool) -> list[BaseRoute]:
    made: list[BaseRoute] = []
    for each in manifests():
        if public:
            made += routes_of(each.pages)
        if console:
            made += routes_of(each.console, below=CONSOLE)
    return made


def sections() -> Sequence[Section]:
    """The console's navigation, in order."""
    return sorted((section for each in manifests() for section in each.sections), key=lambda s: s.order)
