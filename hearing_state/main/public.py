"""The public site and the phone's API as a process."""

from __future__ import annotations

from starlette.applications import Starlette

from hearing_state.main.serving import application, serve
from hearing_state.settings import Settings


def app() -> Starlette:
    """For a server that forks: reads the settings from the environment."""
    return application(Settings(), public=True, console=False)


def run(settings: Settings, host: str, port: int, workers: int) -> int:
    return serve("hearing_state.main.public:app", settings, host, port, workers)
