"""Clocks with their histories, the operator's decrees, and what people have been reminded of."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class ClockRow(Model):
    """One duty and the day it is due. ``due_on`` is what the last folding of all its events gave; empty: it
    stands.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    rule_id = fields.CharField(80)
    rule_from_on = fields.DateField()
    about = fields.CharField(120)
    kind = fields.CharField(8)
    agency_id = fields.UUIDField(null=True)
    place_code = fields.CharField(9, null=True)
    registered_on = fields.DateField()
    due_on = fields.DateField(null=True)
    settled_on = fields.DateField(null=True)
    outcome = fields.CharField(16, null=True)
    is_public = fields.BooleanField()
    title = fields.TextField(null=True)
    language = fields.CharField(2, null=True)
    calendar_version = fields.CharField(40)
    events = fields.SmallIntField()
    created_at = fields.DatetimeField()

    class Meta:
        app = "deadlines"
        table = "deadlines_clock"
        indexes = (("about",),)


class EventRow(Model):
    """One thing that happened to a clock, who owed the duty after it and until when. Never changed and never
    deleted.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    clock_id = fields.UUIDField()
    number = fields.SmallIntField()
    kind = fields.CharField(16)
    facts: fields.JSONField[dict[str, object]] = fields.JSONField()
    due_on = fields.DateField(null=True)
    agency_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        app = "deadlines"
        table = "deadlines_event"
        unique_together = (("clock_id", "number"),)


class DecreeRow(Model):
    """One version of the calendar on top of the shipped one. Never edited: a mistake is put right by the
    next.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    number = fields.IntField(unique=True)
    source = fields.TextField()
    decided_on = fields.DateField()
    until_on = fields.DateField(null=True)
    moved = fields.IntField()
    created_at = fields.DatetimeField()

    class Meta:
        app = "deadlines"
        table = "deadlines_calendar_version"


class DecreeDayRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    decree_id = fields.UUIDField()
    on_day = fields.DateField()
    works = fields.BooleanField()
    why = fields.CharField(16)
    other_on = fields.DateField(null=True)
    name_kk = fields.TextField()
    name_ru = fields.TextField()
    name_en = fields.TextField()

    class Meta:
        app = "deadlines"
        table = "deadlines_calendar_day"
        unique_together = (("decree_id", "on_day"),)


class ReminderRow(Model):
    """What was told about a due day; the unique row makes it once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    clock_id = fields.UUIDField()
    kind = fields.CharField(8)
    due_on = fields.DateField()
    created_at = fields.DatetimeField()

    class Meta:
        app = "deadlines"
        table = "deadlines_reminder"
        unique_together = (("clock_id", "kind", "due_on"),)
