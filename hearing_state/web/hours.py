"""A day and an hour typed apart, as clocks in Kazakhstan show them, put together and taken apart again."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

from hearing_state.clock import ALMATY, YEARS, local
from hearing_state.errors import Fault, Invalid
from hearing_state.web.forms import Form

_LENGTH = 5
"""Of 09:30; whoever types 9:30 means it too."""


def hour_on(day: date, text: str, field: str) -> datetime:
    """Raises Invalid with ``field`` for what is no hour."""
    try:
        hour = time.fromisoformat(text.strip().zfill(_LENGTH))
    except ValueError:
        raise Invalid("field_not_an_hour", field=field) from None
    return datetime.combine(day, hour.replace(tzinfo=None), ALMATY)


def moment_from(form: Form, day_field: str = "on", time_field: str = "time") -> datetime:
    """Raises Invalid with each of the two fields that cannot be read."""
    faults: list[Fault] = []
    day = date.min
    with suppress(ValueError):
        day = date.fromisoformat(form.value(day_field).strip())
    if day.year not in YEARS:
        faults.append(Fault(day_field, "field_not_a_day"))
    try:
        moment = hour_on(day, form.value(time_field), time_field)
    except Invalid as refusal:
        raise Invalid.many([*faults, *refusal.faults]) from None
    if faults:
        raise Invalid.many(faults)
    return moment


def typed(moment: datetime) -> tuple[str, str]:
    """The day and the hour as the two fields show them."""
    there = local(moment)
    return there.date().isoformat(), f"{there:%H:%M}"
