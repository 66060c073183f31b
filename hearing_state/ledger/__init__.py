"""The public log that cannot be changed quietly: here, each action's entry in its own transaction."""

from hearing_state.ledger.entry import Entry, write, write_many

__all__ = ["Entry", "write", "write_many"]
