"""Declared social tension, and who was told of its day. Everything else that this room tells is reckoned when somebody reads it."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class TensionRow(Model):
    """Somebody declared that an office must meet the people of a place out of calendar. ``grounds`` stay inside the offices."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField()
    place_code = fields.CharField(9)
    kind = fields.CharField(8)
    topic = fields.CharField(40, null=True)
    grounds = fields.TextField(db_default="")
    declared_on = fields.DateField()
    declared_at = fields.DatetimeField()
    declared_by = fields.UUIDField(null=True)
    ended_at = fields.DatetimeField(null=True)
    end_reason = fields.TextField(db_default="")

    class Meta:
        table = "coverage_tension"


class ReminderRow(Model):
    """That the office was told of the day of a meeting at tension: the unique row lets it happen once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    tension_id = fields.UUIDField()
    kind = fields.CharField(8)
    due_on = fields.DateField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "coverage_reminder"
        unique_together = (("tension_id", "kind", "due_on"),)
