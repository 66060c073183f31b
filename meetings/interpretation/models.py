"""The table of booths. A person's row may be erased, so her column bears no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class BoothRow(Model):
    """Somebody has, or had, the microphone of a channel. One open row for each channel, and one for each person in a meeting."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    channel = fields.CharField(5)
    person_id = fields.UUIDField()
    hears = fields.CharField(5)
    is_muted = fields.BooleanField(db_default=False)
    began_at = fields.DatetimeField()
    offered_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "interpretation_booth"
