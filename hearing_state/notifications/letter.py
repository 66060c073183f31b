"""Letters as data: which there are, which of them the law owes, and what a rendered one is. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

OTHER = "other"
"""The kind of letters that another package brings and letters.toml does not list."""
KINDS = ("overdue", "following", "moderation", "deadlines", "consultations", "meetings", OTHER)
_TEMPLATE = re.compile(r"^(?:([a-z_]+(?:/[a-z_]+)?)/)?([a-z_]+)$")


@dataclass(frozen=True, slots=True)
class Description:
    """``owed``: the law that says it must be sent, or empty; ``kind``: what a person can turn off."""

    owed: str = ""
    kind: str = OTHER


@dataclass(frozen=True, slots=True)
class Letter:
    """As it is handed to a carrier. ``unsubscribe_url`` is empty for what is owed."""

    channel: str
    address: str
    subject: str
    text: str
    message_id: str
    locale: str
    unsubscribe_url: str = ""


@cache
def descriptions() -> dict[str, Description]:
    return {name: Description(**each) for name, each in _table().items() if isinstance(each, dict)}


def letters_a_day() -> int:
    return int(_table()["letters_a_day"])


@cache
def _table() -> dict[str, Any]:
    with (Path(__file__).parent / "letters.toml").open("rb") as opened:
        return tomllib.load(opened)


def describe(template: str) -> Description:
    return descriptions().get(template, Description())


def template_path(template: str) -> str:
    """``question_answered`` lies here, ``meetings/schedule/moved`` in ``meetings/schedule/letters/moved.txt``. Raises ValueError."""
    found = _TEMPLATE.match(template)
    if not found:
        raise ValueError(f"{template!r} is no name of a letter")
    return f"{found.group(1) or 'notifications'}/letters/{found.group(2)}.txt"
