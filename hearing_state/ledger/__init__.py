"""The public log that cannot be changed quietly: here, each action's entry in its own transaction."""

from hearing_state.ledger.entry import Entry, write, write_many
from hearing_state.ledger.forgetting import forget

__all__ = ["Entry", "forget", "write", "write_many"]
