"""The one door through which everything that changes state passes."""

from hearing_state.actions.context import Context, Wish
from hearing_state.actions.door import ACTIONS, Action, action, by_law, permitted, require

__all__ = ["ACTIONS", "Action", "Context", "Wish", "action", "by_law", "permitted", "require"]
