"""The packages of the house, lowest first, and how they are put together. The only list of its kind."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from starlette.routing import BaseRoute

import hearing_state
from hearing_state import i18n
from hearing_state.jobs import listeners
from hearing_state.limits import LIMITS
from hearing_state.permissions import POLICY
from hearing_state.retention import RETENTION
from hearing_state.web.app import CONSOLE, register, routes_of
from hearing_state.web.figures import FIGURES
from hearing_state.web.health import CHECKS
from hearing_state.web.offer import Manifest, Section
from hearing_state.web.page import PANELS, Page

KERNEL_TABLES = ("jobs", "limits", "ledger", "actions")
FEATURES = (
    "hearing_state.web",
    "hearing_state.territories",
    "hearing_state.files",
    "hearing_state.open_data",
    "hearing_state.agencies",
    "hearing_state.people",
    "hearing_state.deadlines",
    "hearing_state.notifications",
    "hearing_state.moderation",
    "hearing_state.following",
    "hearing_state.questions",
    "hearing_state.figures",
    "hearing_state.privacy",
    "meetings.media",
    "meetings.duties",
    "meetings.schedule",
    "meetings.registration",
    "meetings.coverage",
    "meetings.planning",
    "meetings.asking",
    "meetings.commitments",
    "meetings.record",
    "meetings.receptions",
    "meetings.floor",
    "meetings.crew",
    "meetings.captions",
    "meetings.interpretation",
    "meetings.helpdesk",
    "meetings.screens",
    "meetings.nodes",
    "meetings.replay",
    "meetings.broadcast",
    "meetings.live",
    "meetings.recording",
    "meetings.organising",
    "petitions.drafting",
    "petitions.signing",
    "petitions.fraud",
    "petitions.checking",
    "petitions.considering",
    "petitions.browsing",
    "hearing_state.site",
    "hearing_state.console",
    "mobile_api",
)


@functools.cache
def manifests() -> Sequence[Manifest]:
    return tuple(importlib.import_module(f"{name}.manifest").MANIFEST for name in FEATURES)


def models() -> dict[str, str]:
    """Package name -> its models module, lowest first: the order of migrations."""
    kernel = [f"hearing_state.{name}" for name in KERNEL_TABLES]
    return {name.rpartition(".")[2]: f"{name}.models" for name in (*kernel, *FEATURES) if _has_models(name)}


def _has_models(package: str) -> bool:
    return find_spec(f"{package}.models") is not None


@functools.cache
def install() -> None:
    """Put permissions, limits, words, panels, addresses and listeners of all packages together, once per process."""
    for name in KERNEL_TABLES:
        _add_retention(Path(hearing_state.__file__).parent / name)
    for each in manifests():
        _load_actions(each)
        _add_tables(each.folder)
        i18n.add_words(each.words)
        PANELS.extend(each.panels)
        CHECKS.extend(each.health)
        FIGURES.extend(each.figures)
        register(each.pages)
        register(each.console, below=CONSOLE)
        for listener in each.listeners:
            listeners.register(listener)


def _load_actions(manifest: Manifest) -> None:
    """Also those that no page of this process calls: the register of actions is whole everywhere."""
    for path in sorted((manifest.folder / "actions").glob("*.py")):
        if path.stem != "__init__":
            importlib.import_module(f"{manifest.package}.actions.{path.stem}")


def _add_tables(folder: Path) -> None:
    for name, table in (("permissions.toml", POLICY), ("limits.toml", LIMITS)):
        if (folder / name).exists():
            table.add_file(folder / name)
    _add_retention(folder)


def _add_retention(folder: Path) -> None:
    if (folder / "retention.toml").exists():
        RETENTION.add_file(folder / "retention.toml")


def all_pages() -> Iterable[tuple[Manifest, Page]]:
    for each in manifests():
        yield from ((each, page) for page in (*each.pages, *each.console))


def routes(*, public: bool, console: bool) -> list[BaseRoute]:
    made: list[BaseRoute] = []
    for each in manifests():
        if public or each.name == "web":  # every process answers about its health
            made += routes_of(each.pages)
        if console:
            made += routes_of(each.console, below=CONSOLE)
    return made


def sections() -> Sequence[Section]:
    """The console's navigation, in order."""
    return sorted((section for each in manifests() for section in each.sections), key=lambda s: s.order)
