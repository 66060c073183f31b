"""The one door through which everything that changes state passes."""

from hearing_state.actions.context import Context, Wish
from hearing_state.actions.crowd import Call, Together
from hearing_state.actions.door import ACTIONS, Action, action, by_law, by_law_for_all, permitted, require
from hearing_state.actions.standing import STANDING, Step, forget_copies_about, forget_older_copies

__all__ = [
    "ACTIONS",
    "STANDING",
    "Action",
    "Call",
    "Context",
    "Step",
    "Together",
    "Wish",
    "action",
    "by_law",
    "by_law_for_all",
    "forget_copies_about",
    "forget_older_copies",
    "permitted",
    "require",
]
