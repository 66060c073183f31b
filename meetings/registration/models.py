"""Who takes part in which meeting. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class EntryRow(Model):
    """Somebody who will come, or a listening point: one device for ``headcount`` people around it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    person_id = fields.UUIDField()
    kind = fields.CharField(8)
    mode = fields.CharField(8)
    state = fields.CharField(10)
    headcount = fields.SmallIntField()
    place_code = fields.CharField(9, null=True)
    point_name = fields.TextField(db_default="")
    point_address = fields.TextField(db_default="")
    wishes = ArrayField("text")
    note = fields.TextField(db_default="")
    registered_at = fields.DatetimeField()
    registered_by = fields.UUIDField(null=True)
    seated_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        table = "registration_entry"
        indexes = (("person_id", "registered_at"),)


class ReminderRow(Model):
    """That somebody was reminded of a meeting at that hour; the unique row makes it once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    person_id = fields.UUIDField()
    starts_at = fields.DatetimeField()
    told_at = fields.DatetimeField()

    class Meta:
        table = "registration_reminder"
        unique_together = (("meeting_id", "person_id", "starts_at"),)
