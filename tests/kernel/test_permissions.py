from dataclasses import replace
from uuid import uuid4

import pytest

from hearing_state.permissions import VISITOR, Actor, Grant, Policy, Role, Subject

AGENCY, OTHER, ME, SOMEBODY = uuid4(), uuid4(), uuid4(), uuid4()
official = Actor(ME, frozenset({Grant(Role.OFFICIAL, AGENCY)}))
resident = Actor(ME, frozenset({Grant(Role.RESIDENT)}))


@pytest.fixture
def policy(tmp_path):
    table = tmp_path / "permissions.toml"
    table.write_text(
        '["thing.answer"]\nofficial = "own_agency, second_person"\n["thing.rate"]\nresident = "own"\n["thing.see"]\nvisitor = ""\nresident = ""\n'
        '["thing.judge"]\nmoderator = "not_own"\n'
    )
    made = Policy()
    made.add_file(table)
    return made


def test_what_has_no_row_may_not_be_done_by_anybody(policy):
    assert not policy.may(official, "thing.burn", Subject())
    assert not policy.some_role_may(official, "thing.burn")


def test_a_role_alone_is_not_enough_where_the_row_names_conditions(policy):
    assert policy.some_role_may(official, "thing.answer")
    assert not policy.may(official, "thing.answer", Subject(agencies=frozenset({OTHER})))
    assert policy.may(official, "thing.answer", Subject(agencies=frozenset({AGENCY})))


def test_all_conditions_of_a_row_must_hold(policy):
    acted_before = Subject(agencies=frozenset({AGENCY}), acted_by=frozenset({ME}))
    assert not policy.may(official, "thing.answer", acted_before)


def test_own_means_mine_and_never_nobodys(policy):
    assert policy.may(resident, "thing.rate", Subject(owner=ME))
    assert not policy.may(resident, "thing.rate", Subject(owner=SOMEBODY))
    assert not policy.may(Actor(None, frozenset({Grant(Role.RESIDENT)})), "thing.rate", Subject(owner=None))


def test_nobody_judges_his_own_cause(policy):
    moderator = Actor(ME, frozenset({Grant(Role.MODERATOR, AGENCY)}))
    assert not policy.may(moderator, "thing.judge", Subject(owner=ME))
    assert policy.may(moderator, "thing.judge", Subject(owner=SOMEBODY))
    mine_too = replace(moderator, one_with=SOMEBODY)
    assert not policy.may(mine_too, "thing.judge", Subject(owner=SOMEBODY))
    assert not policy.may(mine_too, "thing.judge", Subject(owner=ME))


def test_another_account_of_the_same_human_is_no_second_person(policy):
    acted_before = Subject(agencies=frozenset({AGENCY}), acted_by=frozenset({SOMEBODY}))
    assert policy.may(official, "thing.answer", acted_before)
    assert not policy.may(replace(official, one_with=SOMEBODY), "thing.answer", acted_before)


def test_visitors_may_what_the_table_says_for_visitors(policy):
    assert policy.may(VISITOR, "thing.see", Subject())
    assert not policy.some_role_may(VISITOR, "thing.rate")


@pytest.mark.parametrize("row", ['["a.b"]\nking = ""', '["a.b"]\nofficial = "on_mondays"'])
def test_a_wrong_word_in_the_table_stops_the_start(tmp_path, row):
    table = tmp_path / "permissions.toml"
    table.write_text(row)
    with pytest.raises(ValueError, match=r"permissions\.toml"):
        Policy().add_file(table)
