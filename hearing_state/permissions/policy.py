"""The permission table: action or reading right -> role -> conditions that must all hold."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hearing_state.permissions.actor import Actor, Grant, Role, Subject

Condition = Callable[[Actor, Grant, Subject], bool]


def _own(actor: Actor, _grant: Grant, subject: Subject) -> bool:
    return actor.person_id is not None and subject.owner == actor.person_id


def _not_own(actor: Actor, grant: Grant, subject: Subject) -> bool:
    """Nor another account's of the same human."""
    return not _own(actor, grant, subject) and (actor.human is None or subject.owner != actor.human)


def _own_agency(_actor: Actor, grant: Grant, subject: Subject) -> bool:
    return grant.agency_id is not None and grant.agency_id in subject.agencies


def _second_person(actor: Actor, _grant: Grant, subject: Subject) -> bool:
    """Two accounts of one human are one person."""
    return actor.person_id is not None and not {actor.person_id, actor.human} & subject.acted_by


CONDITIONS: Mapping[str, Condition] = {
    "own": _own,
    "not_own": _not_own,
    "own_agency": _own_agency,
    "second_person": _second_person,
}


@dataclass(frozen=True)
class Row:
    """One line of the table: this role may, if all conditions hold."""

    name: str
    role: Role
    conditions: tuple[str, ...]


class Policy:
    """All packages' rows. What has no row may not be done by anybody."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def add_file(self, path: Path) -> None:
        """Take in a package's table; a wrong word stops the start with file, row and reason."""
        with path.open("rb") as opened:
            table = tomllib.load(opened)
        for name, grants in table.items():
            for role, conditions in grants.items():
                self._add(path, name, role, conditions)

    def _add(self, path: Path, name: str, role: str, conditions: str) -> None:
        wanted = tuple(word.strip() for word in conditions.split(",") if word.strip())
        unknown = [word for word in wanted if word not in CONDITIONS]
        if role not in set(Role) or unknown:
            raise ValueError(
                f"{path}: {name!r}: {'unknown role ' + role if not unknown else f'unknown {unknown}'}"
            )
        row = Row(name, Role(role), wanted)
        rows = self._rows.setdefault(name, [])
        if row not in rows:
            rows.append(row)

    def rows(self, name: str) -> tuple[Row, ...]:
        return tuple(self._rows.get(name, ()))

    def names(self) -> Iterable[str]:
        return sorted(self._rows)

    def some_role_may(self, actor: Actor, name: str) -> bool:
        """Whether any of the actor's roles stands in the rows at all: asked before anything is looked up."""
        return any(row.role in actor.roles for row in self.rows(name))

    def may(self, actor: Actor, name: str, subject: Subject) -> bool:
        return any(
            grant.role == row.role and all(CONDITIONS[word](actor, grant, subject) for word in row.conditions)
            for row in self.rows(name)
            for grant in actor.grants
        )


POLICY = Policy()
"""The table in force, filled once by the composition root."""
