"""The table of messages. A person's row may be erased, so her column bears no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class MessageRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    person_id = fields.UUIDField()
    name = fields.CharField(80)
    is_office = fields.BooleanField()
    text = fields.TextField()
    said_at = fields.DatetimeField()
    hidden_at = fields.DatetimeField(null=True)
    hidden_by = fields.UUIDField(null=True)

    class Meta:
        table = "helpdesk_message"
