"""The words for kinds of bodies, tiers, posts and certainty, in the reader's language."""

from __future__ import annotations

from typing import Any

from hearing_state.agencies.agency import AgencyKind, Post, Tier
from hearing_state.agencies.routing import TIER_NAMES
from hearing_state.i18n import _l

KIND_NAMES = {
    AgencyKind.OBLAST_AKIM: _l("Akims of oblasts and republican cities"),
    AgencyKind.DISTRICT_AKIM: _l("Akims of districts and cities"),
    AgencyKind.OKRUG_AKIM: _l("Akims of rural okrugs, settlements and city districts"),
    AgencyKind.MINISTRY: _l("Ministries"),
    AgencyKind.OTHER: _l("Other bodies"),
}
ROLE_NAMES = {
    Post.HEAD: _l("Head of the body"),
    Post.OFFICIAL: _l("Answering official"),
    Post.CLERK: _l("Clerk"),
    Post.MODERATOR: _l("Moderator"),
    Post.AUDITOR: _l("Auditor"),
    Post.ADMINISTRATOR: _l("Administrator"),
    Post.OPERATOR: _l("Service centre operator"),
}
CERTAINTY_NAMES = {
    "Q": _l("read in the official text"),
    "N": _l("from the news"),
    "C": _l("from public code"),
    "M": _l("from memory, to be confirmed"),
}
NEWS_NAMES = {
    "founded": _l("Known here now"),
    "renamed": _l("Has another name"),
    "dissolved": _l("Dissolved"),
}


def news_name(kind: str) -> str:
    return str(NEWS_NAMES[kind])


def kind_options() -> list[tuple[str, str]]:
    return [(kind.value, str(name)) for kind, name in KIND_NAMES.items()]


def role_options() -> list[tuple[str, str]]:
    return [(role.value, str(name)) for role, name in ROLE_NAMES.items()]


def tier_options() -> list[tuple[str, str]]:
    return [(tier.value, str(TIER_NAMES[tier])) for tier in Tier]


WORDING: dict[str, Any] = {
    "kind_name": lambda kind: str(KIND_NAMES[kind]),
    "role_name": lambda role: str(ROLE_NAMES[role]),
    "tier_name": lambda tier: str(TIER_NAMES[tier]),
    "certainty_name": lambda mark: str(CERTAINTY_NAMES[mark]),
}
"""What the templates of this package say things with."""
