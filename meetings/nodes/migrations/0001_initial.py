from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="NodeRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("name", fields.CharField(max_length=40)),
                ("kind", fields.CharField(max_length=10)),
                ("address", fields.CharField(max_length=200)),
                ("life", fields.UUIDField()),
                ("capacity", fields.IntField()),
                ("seats", fields.IntField(db_default=0)),
                ("rooms", fields.IntField(db_default=0)),
                ("busy", fields.FloatField(db_default=0)),
                ("late", fields.FloatField(db_default=0)),
                ("opened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("heard_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("drained_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "nodes_node",
                "app": "nodes",
                "pk_attr": "id",
                "table_description": "One media node. ``life`` changes each time it starts: what it carried before is gone then. ``heard_at`` is by the database's clock.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PlacementRow",
            fields=[
                ("meeting_id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("node_id", fields.UUIDField()),
                ("life", fields.UUIDField()),
                ("placed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("moves", fields.IntField(db_default=0)),
            ],
            options={
                "table": "nodes_placement",
                "app": "nodes",
                "indexes": [Index(fields=["node_id"])],
                "pk_attr": "meeting_id",
                "table_description": "One meeting lives on one node. ``moves``: how often it was placed again because its node had died.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create unique index nodes_name on nodes_node (name)",
                "alter table nodes_node add constraint nodes_kind check (kind in ('embedded', 'janus')),"
                " add constraint nodes_capacity check (capacity > 0)",
                # A placement may name any room of sound and picture, also one that is no meeting (the test before it).
                "alter table nodes_placement add constraint nodes_placement_node_fk foreign key (node_id) references nodes_node (id)",
            ],
            ["drop index nodes_name"],
        ),
    ]
