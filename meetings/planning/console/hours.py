"""A day and an hour typed apart, as clocks in Kazakhstan show them, and back."""

from __future__ import annotations

from datetime import date, datetime, time

from hearing_state.clock import ALMATY, local
from hearing_state.errors import Fault, Invalid
from hearing_state.web import Form

_LENGTH = 5


def moment_from(form: Form) -> datetime:
    """The fields ``on`` and ``time`` put together. Raises Invalid with each that cannot be read."""
    faults = []
    day, hour = date.min, time.min
    try:
        day = date.fromisoformat(form.value("on").strip())
    except ValueError:
        faults.append(Fault("on", "field_not_a_day"))
    try:
        hour = time.fromisoformat(form.value("time").strip().zfill(_LENGTH))
    except ValueError:
        faults.append(Fault("time", "plan.hour_not_understood"))
    if faults:
        raise Invalid.many(faults)
    return datetime.combine(day, hour.replace(tzinfo=None), ALMATY)


def typed(moment: datetime) -> tuple[str, str]:
    """The day and the hour as fields show them."""
    there = local(moment)
    return there.date().isoformat(), f"{there:%H:%M}"


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
