"""What is kept about people, as data: every package's ``retention.toml``, read and checked once when a process starts. Pure.

[[table]]
name = "questions_follow"
since = "t.followed_at"          when the days of its columns begin: SQL over the row ``t``; without it they never do
mine = "t.person_id = $1"        which rows are about one person: SQL over ``t`` and her number
owed_while = "t.closed_at …"     while this holds the law wants the row left as it is, though its person asked to be erased,
law = "APPC 64"                  by this article
exported = false                 the house's own notes about a matter: not part of what is given along
[[column]]
table, column, purpose, days
ends = "row"                     the row goes; "blank": the column is emptied; "stays"; "job": the clockwork ``by`` does it
into = "'none'"                  what an emptied column holds, where it cannot be nothing
also = "state = 'none'"          what is set with it
stays_while, stays               while this holds it stays, because of this; ``ends = "stays"``: always
erased = "blank"                 what erasure does, where that is not the same as ``ends``; "stays" needs ``law``

What says too little stops the start.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Ends = Literal["row", "blank", "stays", "job"]


class RetentionFault(ValueError):
    """A table of retention that the house refuses to start with. Names the file, the column and the reason."""

    def __init__(self, file: Path, where: str, reason: str) -> None:
        super().__init__(f"{file}: {where}: {reason}")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One personal column: what it is for and how it ends."""

    table: str
    column: str
    purpose: str
    ends: Ends
    days: int = 0
    by: str = ""
    into: str = ""
    also: str = ""
    stays_while: str = ""
    stays: str = ""
    erased: Ends | None = None
    law: str = ""

    @property
    def when_erased(self) -> Ends:
        return self.erased or self.ends

    @property
    def fault(self) -> str:
        """What is missing, or nothing."""
        if self.ends != "stays" and self.days <= 0:
            return "says no days"
        if (self.ends == "stays" or self.stays_while) and not self.stays:
            return "says not why it stays"
        if (self.ends == "job") != bool(self.by):
            return "a job has a name, and nothing else has"
        if self.erased == "stays" and not self.law:
            return "says not which law keeps it from erasure"
        return ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """How the rows of one table grow old, and whose they are."""

    name: str
    since: str = ""
    mine: str = ""
    owed_while: str = ""
    law: str = ""
    exported: bool = True
    erased: Ends | None = None
    columns: tuple[Column, ...] = ()

    @property
    def is_of_people(self) -> bool:
        return bool(self.mine)


@dataclass
class Retention:
    """The tables of all packages, in the order in which they may be emptied: what hangs on another comes before it."""

    _files: dict[Path, tuple[Table, ...]] = field(default_factory=dict)

    def add_file(self, path: Path) -> None:
        """Raises RetentionFault. Packages are added lowest first; a second time changes nothing."""
        if path not in self._files:
            self._files[path] = _read(path)

    @property
    def tables(self) -> Sequence[Table]:
        """The highest package's first; within a file as they stand there."""
        return [table for path in reversed(self._files) for table in self._files[path]]

    def days(self, table: str, column: str) -> int:
        """How long a column is kept, for a job of its own. Raises KeyError for one that is not listed."""
        found = {(each.table, each.column): each.days for each in self.columns()}
        return found[table, column]

    def columns(self) -> Iterator[Column]:
        """All listed columns."""
        for table in self.tables:
            yield from table.columns


RETENTION = Retention()
"""Filled once by the composition root."""


def _read(path: Path) -> tuple[Table, ...]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = [_column(path, each) for each in told.get("column", ())]
    tables = [_table(path, each, columns) for each in told.get("table", ())]
    homeless = {each.table for each in columns} - {each.name for each in tables}
    if homeless:
        raise RetentionFault(path, min(homeless), "has columns, but no table of its own")
    return tuple(tables)


def _table(path: Path, told: dict[str, Any], columns: Sequence[Column]) -> Table:
    name = str(told.get("name"))
    try:
        table = Table(**told, columns=tuple(each for each in columns if each.table == name))
    except TypeError as fault:
        raise RetentionFault(path, name, str(fault)) from None
    if bool(table.owed_while) != bool(table.law):
        raise RetentionFault(path, name, "what the law wants kept has its article")
    if not table.since and any(each.ends in {"row", "blank"} for each in table.columns):
        raise RetentionFault(path, name, "says not since when its days run")
    return table


def _column(path: Path, told: dict[str, Any]) -> Column:
    where = f"{told.get('table')}.{told.get('column')}"
    try:
        column = Column(**told)
    except TypeError as fault:
        raise RetentionFault(path, where, str(fault)) from None
    if column.fault:
        raise RetentionFault(path, where, column.fault)
    return column
