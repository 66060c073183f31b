"""One row per attachment; the content lies on the shelf under its digest."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class Attachment(Model):
    """``name`` is what the sender called it, cleaned: it may hold personal data (see retention.toml)."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    digest = fields.CharField(64)
    kind = fields.CharField(16)
    size = fields.IntField()
    name = fields.CharField(100)
    owner_id = fields.UUIDField(null=True)
    attached_to = fields.CharField(120, null=True)
    stored_at = fields.DatetimeField()
    attached_at = fields.DatetimeField(null=True)

    class Meta:
        app = "files"
        table = "files_attachment"
        indexes = (("attached_to",), ("digest",))
