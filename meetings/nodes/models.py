"""Media nodes and where each meeting lives. Nothing personal: addresses are those of the house's own machines."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class NodeRow(Model):
    """One media node. ``life`` changes each time it starts: what it carried before is gone then. ``heard_at`` is by the database's clock."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(40)
    kind = fields.CharField(10)
    address = fields.CharField(200)
    life = fields.UUIDField()
    capacity = fields.IntField()
    seats = fields.IntField(db_default=0)
    rooms = fields.IntField(db_default=0)
    busy = fields.FloatField(db_default=0)
    late = fields.FloatField(db_default=0)
    opened_at = fields.DatetimeField()
    heard_at = fields.DatetimeField()
    drained_at = fields.DatetimeField(null=True)

    class Meta:
        table = "nodes_node"


class PlacementRow(Model):
    """One meeting lives on one node. ``moves``: how often it was placed again because its node had died."""

    meeting_id = fields.UUIDField(primary_key=True)
    node_id = fields.UUIDField()
    life = fields.UUIDField()
    placed_at = fields.DatetimeField()
    moves = fields.IntField(db_default=0)

    class Meta:
        table = "nodes_placement"
        indexes = (("node_id",),)
