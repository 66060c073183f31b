"""What residents and visitors do with petitions is counted, or there is a reason why it bounds itself."""

from __future__ import annotations

from hearing_state.actions import ACTIONS
from hearing_state.limits import LIMITS
from hearing_state.main import packages
from hearing_state.permissions import POLICY

BOUND_OTHERWISE = {
    "petition.discard_draft": "takes away what counted verbs made",
    "petition.sign_proven": "follows a proof that was handed in, which is counted, and takes it once",
    "petition.withdraw": "once for each petition that was filed, which is counted",
}
COUNTED = {
    "petition.comment_draft": {"person", "address"},
    "petition.file": {"person", "address"},
    "petition.hand_in": {"person", "address"},
    "petition.mend": {"person"},
    "petition.save_draft": {"address"},
    "petition.sign": {"person", "address"},
    "petition.unsign": {"person"},
}


def test_every_verb_that_is_open_to_residents_or_visitors_is_counted():
    packages.install()
    open_to_all = {
        name
        for name, verb in ACTIONS.items()
        if verb.body.__module__.startswith("petitions.")
        and {row.role.value for row in POLICY.rows(name)} & {"visitor", "resident"}
    }
    assert open_to_all == {*COUNTED, *BOUND_OTHERWISE}
    assert {name: {each.per for each in LIMITS.of(name)} for name in COUNTED} == COUNTED
    assert [name for name in BOUND_OTHERWISE if LIMITS.of(name)] == []
