"""The tables of captions. Whoever typed one is known to the house only; her row may be erased, so the column bears no foreign key."""

from tortoise import fields
from tortoise.models import Model


class LineRow(Model):
    """``number`` is given by the database; ``text`` is empty where the line was taken back."""

    number = fields.BigIntField(primary_key=True, generated=True)
    meeting_id = fields.UUIDField()
    language = fields.CharField(2)
    text = fields.TextField()
    source = fields.CharField(10)
    said_at = fields.DatetimeField()
    mended_at = fields.DatetimeField(null=True)
    written_by = fields.UUIDField(null=True)

    class Meta:
        table = "captions_line"


class ClosedRow(Model):
    """From ``closed_at`` on no caption of the meeting changes. ``digests``: language and digest, as the public log has them."""

    meeting_id = fields.UUIDField(primary_key=True)
    closed_at = fields.DatetimeField()
    digests: fields.JSONField[dict[str, str]] = fields.JSONField()

    class Meta:
        table = "captions_closed"
