"""The list of problem issues of a meeting: questions grouped, what was decided of each, who is responsible, by which day. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hearing_state.errors import Fault

ISSUES_MAX = 200


class Decision(StrEnum):
    ANSWERED = "answered"
    TAKEN_AWAY = "taken_away"
    COMMITMENT = "commitment"


OWED = frozenset({Decision.TAKEN_AWAY, Decision.COMMITMENT})
"""Something is still to be done: the action plan names who does it and by when (Decree 826 p. 3(5))."""


@dataclass(frozen=True, slots=True)
class Issue:
    """``needs_funding``: laid before the maslikhat with the next budget."""

    number: int
    title_kk: str
    title_ru: str
    decision: Decision
    question_refs: tuple[str, ...] = ()
    commitment_ref: str | None = None
    responsible_kk: str = ""
    responsible_ru: str = ""
    due_on: date | None = None
    needs_funding: bool = False

    @property
    def name_kk(self) -> str:
        return self.title_kk

    @property
    def name_ru(self) -> str:
        return self.title_ru

    @property
    def is_owed(self) -> bool:
        return self.decision in OWED

    @property
    def responsible(self) -> Mapping[str, str]:
        """As ``local_name`` reads it."""
        return {"name_kk": self.responsible_kk, "name_ru": self.responsible_ru}

    def as_facts(self) -> dict[str, Any]:
        """As it is kept with published minutes, and as the digest reads it."""
        return {
            "number": self.number,
            "title_kk": self.title_kk,
            "title_ru": self.title_ru,
            "decision": self.decision.value,
            "question_refs": list(self.question_refs),
            "commitment_ref": self.commitment_ref,
            "responsible_kk": self.responsible_kk,
            "responsible_ru": self.responsible_ru,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "needs_funding": self.needs_funding,
        }


def issue_from(facts: Mapping[str, Any]) -> Issue:
    """What ``as_facts`` kept, read back."""
    due = facts["due_on"]
    return Issue(
        **{
            **facts,
            "decision": Decision(facts["decision"]),
            "question_refs": tuple(facts["question_refs"]),
            "due_on": date.fromisoformat(due) if isinstance(due, str) else due,
        }
    )


def faults_of(issue: Issue) -> list[Fault]:
    """An issue on which something is owed names who does it, in both languages, and by which day."""
    if not issue.is_owed:
        return []
    found = [
        Fault(name, "issue.responsible_needed")
        for name in ("responsible_kk", "responsible_ru")
        if not getattr(issue, name)
    ]
    if issue.due_on is None:
        found.append(Fault("due_on", "issue.term_needed"))
    return found
