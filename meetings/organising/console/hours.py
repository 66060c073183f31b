"""A day and an hour typed apart, as clocks in Kazakhstan show them, put together."""

from __future__ import annotations

from datetime import date, datetime, time

from hearing_state.clock import ALMATY, local
from hearing_state.errors import Fault, Invalid
from hearing_state.web import Form


def moment_from(form: Form, day_field: str = "on", time_field: str = "time") -> datetime:
    """Raises Invalid with each field that cannot be read."""
    faults = []
    day, hour = date.min, time.min
    try:
        day = date.fromisoformat(form.value(day_field).strip())
    except ValueError:
        faults.append(Fault(day_field, "field_not_a_day"))
    try:
        hour = time.fromisoformat(form.value(time_field).strip().zfill(5))
    except ValueError:
        faults.append(Fault(time_field, "meeting.hour_not_understood"))
    if faults:
        raise Invalid.many(faults)
    return datetime.combine(day, hour.replace(tzinfo=None), ALMATY)


def typed(moment: datetime) -> tuple[str, str]:
    """The day and the hour as fields show them."""
    there = local(moment)
    return there.date().isoformat(), f"{there:%H:%M}"
