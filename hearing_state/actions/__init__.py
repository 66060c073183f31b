"""The one door through which everything that changes state passes."""

from hearing_state.actions.context import Context, Wish
from hearing_state.actions.crowd import Call, Together
from hearing_state.actions.door import ACTIONS, Action, action, by_law, permitted, require

__all__ = [
    "ACTIONS",
    "Action",
    "Call",
    "Context",
    "Together",
    "Wish",
    "action",
    "by_law",
    "permitted",
    "require",
]
