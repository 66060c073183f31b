"""The table of recordings under way: how it goes, for whoever chairs, and whether its pieces were joined."""

from tortoise import fields
from tortoise.models import Model


class RunRow(Model):
    """One meeting's recording. ``heard_at``: when its keeper last said so, by the database's clock. ``done_at``: joined and handed over."""

    meeting_id = fields.UUIDField(primary_key=True)
    state = fields.CharField(10)
    heard_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "recording_run"
