"""The table of those who serve a meeting. A person's row may be erased, so her column bears no foreign key."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class AppointmentRow(Model):
    """``code_digest``: of the code that takes it up, gone once it did."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    task = fields.CharField(20)
    languages = ArrayField("text")
    name = fields.CharField(80)
    code_digest = fields.BinaryField(null=True)
    code_until = fields.DatetimeField(null=True)
    person_id = fields.UUIDField(null=True)
    accepted_at = fields.DatetimeField(null=True)
    made_at = fields.DatetimeField()
    made_by = fields.UUIDField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "crew_appointment"
