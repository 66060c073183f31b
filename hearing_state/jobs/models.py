"""The queue, and how far each timetable has been worked off. Read and written with SQL, here alone."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class OutboxRow(Model):
    """One thing to be told to one listener."""

    id = fields.BigIntField(primary_key=True)
    event = fields.CharField(max_length=100)
    listener = fields.CharField(max_length=100)
    about = fields.CharField(max_length=200)
    payload: fields.JSONField[dict[str, object]] = fields.JSONField()
    locale = fields.CharField(max_length=8, null=True)
    dedup_key = fields.CharField(max_length=300, null=True, unique=True)
    told_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    attempts = fields.IntField(db_default=0)
    lease_number = fields.IntField(db_default=0)
    lease_until = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    dead_at = fields.DatetimeField(null=True)
    error = fields.TextField(null=True)

    class Meta:
        app = "jobs"
        table = "jobs_outbox"


class TickRow(Model):
    """The last slot of a timetable that was put into the outbox."""

    name = fields.CharField(max_length=100, primary_key=True)
    last_slot_at = fields.DatetimeField()

    class Meta:
        app = "jobs"
        table = "jobs_tick"
