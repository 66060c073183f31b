"""One table that points to a table of a lower package and can be searched."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class Well(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(max_length=80)
    depth = fields.IntField()
    tick = fields.CharField(max_length=100, null=True)

    class Meta:
        app = "probe"
        table = "probe_well"
