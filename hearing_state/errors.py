"""The few ways an action can fail; each a stable word with named values.

    Problem
    ├── Invalid       422  what was typed cannot be taken; says which field and why
    ├── SignInNeeded  401  nobody is signed in and somebody must be
    ├── Forbidden     403  this person may not do this
    ├── NotFound      404  there is no such thing, or none that this person may see
    ├── Conflict      409  the thing is not in a state that allows this
    ├── TooMany       429  too often; says when to come again
    └── Unavailable   503  something the house needs is away; nothing was lost

Raising one always rolls back: of an action that failed nothing is kept. The word (``question.too_short``)
is for machines and never changes; the sentence for people stands in the package's ``words.py``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self


class Problem(Exception):
    """Something asked for did not happen, and why."""

    status: ClassVar[int] = 500
    kind: ClassVar[str] = "problem"

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

    def __str__(self) -> str:
        # Values may hold what a person typed: they belong on that person's page, not in a log.
        return self.reason


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field."""

    field: str
    reason: str
    values: dict[str, object] = dataclasses.field(default_factory=dict)


class Invalid(Problem):
    status = 422
    kind = "invalid"

    def __init__(self, reason: str, *, field: str = "", **values: object) -> None:
        super().__init__(reason, **values)
        self.faults: tuple[Fault, ...] = (Fault(field, reason, dict(values)),)

    @classmethod
    def many(cls, faults: Iterable[Fault]) -> Self:
        kept = tuple(faults)
        refusal = cls(kept[0].reason, field=kept[0].field, **kept[0].values)
        refusal.faults = kept
        return refusal


class SignInNeeded(Problem):
    status = 401
    kind = "sign_in_needed"

    def __init__(self, reason: str = "sign_in_needed", **values: object) -> None:
        super().__init__(reason, **values)


class Forbidden(Problem):
    status = 403
    kind = "forbidden"

    def __init__(self, reason: str = "forbidden", **values: object) -> None:
        super().__init__(reason, **values)


class NotFound(Problem):
    status = 404
    kind = "not_found"

    def __init__(self, reason: str = "not_found", **values: object) -> None:
        super().__init__(reason, **values)


class Conflict(Problem):
    status = 409
    kind = "conflict"


class TooMany(Problem):
    status = 429
    kind = "too_many"

    def __init__(self, reason: str = "too_many", *, retry_after_seconds: int = 60, **values: object) -> None:
        super().__init__(reason, retry_after_seconds=retry_after_seconds, **values)
        self.retry_after_seconds = retry_after_seconds


class Unavailable(Problem):
    status = 503
    kind = "unavailable"
