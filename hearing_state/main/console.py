"""The officials' console as a process of its own: citizens' rushes do not reach it."""

from __future__ import annotations

from starlette.applications import Starlette

from hearing_state.main.serving import application, serve
from hearing_state.settings import Settings


def app() -> Starlette:
    return application(Settings(), public=False, console=True)


def run(settings: Settings, host: str, port: int, workers: int) -> int:
    return serve("hearing_state.main.console:app", settings, host, port, workers)
