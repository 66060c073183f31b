"""A person as the rest of the house knows one; how long somebody stays signed in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.people.contact import Channel

CODE_LASTS = timedelta(minutes=10)
RESIDENT_IDLE = timedelta(days=30)
TOKEN_LASTS = timedelta(minutes=15)
"""An app's token; its refresh token lasts as long as the session."""
STAFF_WHOLE = timedelta(hours=12)
STAFF_IDLE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)
"""How exactly the last visit is written down: a page view in between writes nothing."""


class Kind(StrEnum):
    RESIDENT = "resident"
    STAFF = "staff"


class Step(StrEnum):
    """How sure we are of who it is: a code to a contact, the state's identity provider, or password and TOTP."""

    CODE = "code"
    OPENID = "openid"
    PASSWORD_TOTP = "password_totp"  # noqa: S105  the name of a step, not a secret


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    kind: Kind
    given_name: str
    family_name: str
    locale: str
    has_iin: bool

    @property
    def full_name(self) -> str:
        return full_name_of(self.given_name, self.family_name)

    @property
    def public_name(self) -> str:
        return public_name_of(self.given_name, self.family_name)


@dataclass(frozen=True, slots=True)
class Contact:
    """Where somebody is written to, and in which language. For the house itself, never for a page of others."""

    channel: Channel
    address: str
    locale: str
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    id: UUID
    step: Step
    browser: str
    made_at: datetime
    seen_at: datetime
    is_app: bool = False


def full_name_of(given_name: str, family_name: str) -> str:
    """How a person stands before those who act in her matter."""
    return f"{given_name} {family_name}".strip()


def public_name_of(given_name: str, family_name: str) -> str:
    """How a person stands on public pages: first name and the first letter of the surname.

    >>> public_name_of("Айгүл", "Серікова")
    'Айгүл С.'
    """
    return f"{given_name} {family_name[:1]}." if family_name else given_name
