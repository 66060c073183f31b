"""Contexts for tests: who acts, at which frozen moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import ALMATY
from hearing_state.ids import new_id
from hearing_state.permissions import SYSTEM, VISITOR, Actor, Grant, Role
from hearing_state.settings import Settings

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
"""A Monday in Kazakhstan: the moment at which tests happen unless they say otherwise."""

AsRole = Callable[..., Context]


def settings_for_tests(data_dir: Path, **more: object) -> Settings:
    # The tests' clock stands still: copies of pages would never grow old.
    given = {"secret_key": "t" * 40, "digest_key": "u" * 40, "demo": False, "kept_seconds": 0, **more}
    return Settings(data_dir=data_dir, **given)  # type: ignore[arg-type]


def make_as(settings: Settings) -> AsRole:
    """``as_("official", agency_id)``, ``as_("resident", person_id=aigul)``, ``as_("visitor")``, ``as_("system")``."""

    def as_(
        role: str = "visitor",
        agency_id: UUID | None = None,
        *,
        person_id: UUID | None = None,
        at: datetime = NOON,
        locale: str = "kk",
        address: str = "203.0.113.7",
        key: str | None = None,
    ) -> Context:
        context = Context(
            now=at, settings=settings, locale=locale, address=address, request_id="test", idempotency_key=key
        )
        if role == "visitor":
            return replace(context, actor=VISITOR)
        if role == "system":
            return replace(context, actor=SYSTEM)
        return replace(context, actor=Actor(person_id or new_id(), frozenset({Grant(Role(role), agency_id)})))

    return as_
