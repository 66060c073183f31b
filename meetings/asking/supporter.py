"""Who stands behind a question, as far as counting needs to know: a keyed digest of a person, or of a guest's browser."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.ids import digest
from hearing_state.permissions import Role

SECRET_LENGTH = 43
"""Of the secret that only one browser knows."""


@dataclass(frozen=True, slots=True)
class Supporter:
    key: bytes
    person_id: UUID | None

    @property
    def is_guest(self) -> bool:
        return self.person_id is None


def of_person(context: Context, person_id: UUID) -> Supporter:
    key = digest(context.settings.digest_bytes, "asking.person", str(person_id))
    return Supporter(key, person_id)


def of_browser(context: Context, secret: str) -> Supporter:
    return Supporter(digest(context.settings.digest_bytes, "asking.guest", secret), None)


def of_reader(context: Context, secret: str | None) -> Supporter | None:
    """A resident who is signed in, or a guest with a browser of her own; None for everybody else, officials at work too."""
    if Role.RESIDENT in context.actor.roles and context.actor.person_id is not None:
        return of_person(context, context.actor.person_id)
    if context.actor.is_signed_in or secret is None or len(secret) != SECRET_LENGTH:
        return None
    return of_browser(context, secret)
