"""Who acts, and what is acted on, as far as permission is concerned."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    VISITOR = "visitor"
    RESIDENT = "resident"
    OPERATOR = "operator"
    CLERK = "clerk"
    OFFICIAL = "official"
    HEAD = "head"
    MODERATOR = "moderator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


STAFF = frozenset(Role) - {Role.VISITOR, Role.RESIDENT, Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, held in one body (or in none, as a resident does)."""

    role: Role
    agency_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    person_id: UUID | None = None
    grants: frozenset[Grant] = frozenset({Grant(Role.VISITOR)})
    session_id: UUID | None = None
    name: str = ""
    step: str = ""
    one_with: UUID | None = None
    """``step``: how this session was opened; empty where none stands behind. ``one_with``: see ``human``."""

    @property
    def human(self) -> UUID | None:
        """Who counts once, however many accounts she has: another account that proved to be hers, or this one."""
        return self.one_with or self.person_id

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)

    @property
    def agencies(self) -> frozenset[UUID]:
        """Every body in which this person holds a role."""
        return frozenset(grant.agency_id for grant in self.grants if grant.agency_id)

    def agencies_as(self, *roles: Role) -> frozenset[UUID]:
        return frozenset(grant.agency_id for grant in self.grants if grant.agency_id and grant.role in roles)


VISITOR = Actor()
SYSTEM = Actor(grants=frozenset({Grant(Role.SYSTEM)}), name="system")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted on: its public name, whose it is, which bodies hold it, who has already acted on it."""

    about: str = ""
    owner: UUID | None = None
    agencies: frozenset[UUID] = field(default_factory=frozenset)
    acted_by: frozenset[UUID] = field(default_factory=frozenset)
    state: str = ""
