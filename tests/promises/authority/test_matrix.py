"""The whole permission matrix, made from the tables, equal to the committed file: a change of law shows in review.

Every right × every role × every relation to the subject. To accept a change on purpose:
``python -m tests.promises.authority.test_matrix > tests/promises/authority/permissions.txt``
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from hearing_state.actions import ACTIONS
from hearing_state.main import packages
from hearing_state.permissions import POLICY, SYSTEM, VISITOR, Actor, Grant, Role, Subject

GOLDEN = Path(__file__).with_name("permissions.txt")
ME, SOMEBODY = UUID(int=1), UUID(int=2)
MINE, THEIRS = UUID(int=11), UUID(int=12)
RELATIONS = {
    "nobody's": Subject(),
    "mine": Subject(owner=ME, agencies=frozenset({THEIRS})),
    "somebody's, with my body": Subject(owner=SOMEBODY, agencies=frozenset({MINE})),
    "somebody's, with my body, I acted on it": Subject(
        owner=SOMEBODY, agencies=frozenset({MINE}), acted_by=frozenset({ME})
    ),
    "somebody's, with another body": Subject(owner=SOMEBODY, agencies=frozenset({THEIRS})),
    "mine, with my body": Subject(owner=ME, agencies=frozenset({MINE})),
}


def actor(role: Role) -> Actor:
    if role is Role.VISITOR:
        return VISITOR
    if role is Role.SYSTEM:
        return SYSTEM
    return Actor(ME, frozenset({Grant(role, None if role is Role.RESIDENT else MINE)}))


def lines() -> Iterator[str]:
    for name in POLICY.names():
        yield f"{name}{'' if name in ACTIONS else '   (a right to read)'}"
        for relation, subject in RELATIONS.items():
            allowed = [role.value for role in Role if POLICY.may(actor(role), name, subject)]
            yield f"    {relation}: {', '.join(allowed) or '-'}"


def test_the_matrix_is_the_one_that_was_agreed():
    packages.install()
    assert "\n".join(lines()) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_a_visitor_changes_nothing_but_what_the_table_names():
    packages.install()
    open_to_all = {name for name in ACTIONS if POLICY.some_role_may(VISITOR, name)}
    assert open_to_all == {
        name for name in ACTIONS if any(row.role is Role.VISITOR for row in POLICY.rows(name))
    }
    assert not [name for name in open_to_all if name.split(".")[0] in {"agency", "deadline", "territory"}]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_steps_that_the_law_takes_are_taken_by_nobody(role):
    packages.install()
    of_the_house = {name for name in ACTIONS if {row.role for row in POLICY.rows(name)} == {Role.SYSTEM}}
    assert of_the_house
    assert not [name for name in of_the_house if POLICY.some_role_may(actor(role), name)]


if __name__ == "__main__":
    packages.install()
    print("\n".join(lines()))
