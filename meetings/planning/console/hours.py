"""The hours at which an office meets people, typed in one field."""

from __future__ import annotations

from datetime import time

from hearing_state.errors import Invalid

_LENGTH = 5


def hours_from(text: str) -> tuple[str, ...]:
    """«18:00, 17:00» as the planner takes it. Raises Invalid."""
    found = []
    for word in text.replace(";", ",").replace(" ", ",").split(","):
        if not word:
            continue
        try:
            found.append(f"{time.fromisoformat(word.zfill(_LENGTH)):%H:%M}")
        except ValueError:
            raise Invalid("plan.hours_wrong", field="hours") from None
    if not found:
        raise Invalid("plan.hours_wrong", field="hours")
    return tuple(dict.fromkeys(found))
