"""Who takes part in which meeting. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class EntryRow(Model):
    """Somebody who will come, or a listening point: one device for ``headcount`` people around it.

    ``line``: the number in the line for the hall's seats; only of those who have one or wait. ``person_id`` goes when it is due.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    kind = fields.CharField(8)
    mode = fields.CharField(8)
    state = fields.CharField(10)
    line = fields.IntField(null=True)
    headcount = fields.SmallIntField()
    wishes = ArrayField("text")
    note = fields.TextField(db_default="")
    place_code = fields.CharField(9, null=True)
    point_name = fields.TextField(db_default="")
    point_address = fields.TextField(db_default="")
    is_listed = fields.BooleanField(db_default=False)
    registered_at = fields.DatetimeField()
    registered_by = fields.UUIDField(null=True)
    seated_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.UUIDField(null=True)
    decision_reason = fields.TextField(db_default="")
    came = fields.SmallIntField(null=True)
    came_marked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "registration_entry"
        indexes = (("person_id", "registered_at"),)


class ReminderRow(Model):
    """That a registration was reminded of a meeting at that hour; the unique row makes it once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    entry_id = fields.UUIDField()
    starts_at = fields.DatetimeField()
    told_at = fields.DatetimeField()

    class Meta:
        table = "registration_reminder"
        unique_together = (("entry_id", "starts_at"),)
