"""The table of recordings. The files lie in a folder of their own; here is what they are, and whether the public may have them."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class RecordingRow(Model):
    """One meeting's joined recording. ``files``: name, kind, digest of each; ``gaps``: second and length of what is missing."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    state = fields.CharField(10)
    folder = fields.CharField(64)
    begun_at = fields.DatetimeField()
    seconds = fields.FloatField()
    files: fields.JSONField[list[dict[str, str]]] = fields.JSONField()
    gaps: fields.JSONField[list[list[float]]] = fields.JSONField()
    reason = fields.TextField(db_default="")
    made_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    decided_by = fields.UUIDField(null=True)

    class Meta:
        table = "replay_recording"
