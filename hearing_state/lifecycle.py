"""State machines as a table of (state, verb) -> state.

The README's drawing, the CHECK constraint, the buttons on a page and the random walks of the tests
are all made from one table.
"""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.errors import Conflict


class Lifecycle:
    """The states of one kind of thing and the verbs that lead from one to the next."""

    def __init__(self, name: str, table: Mapping[tuple[str, str], str]) -> None:
        self.name = name
        self.table = dict(table)
        sources = [state for state, _ in self.table]
        self.states: tuple[str, ...] = tuple(dict.fromkeys([*sources, *self.table.values()]))
        self.ends: frozenset[str] = frozenset(self.states) - frozenset(sources)

    def after(self, state: str, verb: str) -> str:
        """The state that the verb leads to. Raises Conflict where the table has no such step."""
        try:
            return self.table[state, verb]
        except KeyError:
            raise Conflict(f"{self.name}.not_in_this_state", state=state, verb=verb) from None

    def verbs_from(self, state: str) -> tuple[str, ...]:
        return tuple(verb for (source, verb) in self.table if source == state)

    def allows(self, state: str, verb: str) -> bool:
        return (state, verb) in self.table

    def states_before(self, verb: str) -> tuple[str, ...]:
        return tuple(source for (source, each) in self.table if each == verb)

    def check_sql(self, column: str = "state") -> str:
        """The body of a CHECK constraint that keeps the column within the table's states."""
        named = (f"'{state}'" for state in self.states)  # also of an enumeration: its words
        return f"{column} IN ({', '.join(named)})"

    def drawing(self) -> str:
        """The table as lines of text, for READMEs; a test holds the README to it."""
        return "\n".join(f"{source} --{verb}--> {target}" for (source, verb), target in self.table.items())
