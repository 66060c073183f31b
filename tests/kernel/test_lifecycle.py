import pytest

from hearing_state.errors import Conflict
from hearing_state.lifecycle import Lifecycle

door = Lifecycle("door", {("shut", "open"): "open", ("open", "close"): "shut", ("open", "break"): "broken"})


def test_a_verb_leads_to_the_state_that_the_table_names():
    assert door.after("shut", "open") == "open"


def test_a_verb_from_the_wrong_state_is_refused_and_says_which():
    with pytest.raises(Conflict) as refusal:
        door.after("broken", "close")
    assert refusal.value.reason == "door.not_in_this_state"
    assert refusal.value.values == {"state": "broken", "verb": "close"}


def test_sets_of_states_come_from_the_table():
    assert door.states == ("shut", "open", "broken")
    assert door.ends == {"broken"}
    assert door.verbs_from("open") == ("close", "break")
    assert door.states_before("close") == ("open",)
    assert door.check_sql() == "state IN ('shut', 'open', 'broken')"
