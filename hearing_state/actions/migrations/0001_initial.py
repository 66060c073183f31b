from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Act",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("action", fields.CharField(max_length=80)),
                ("about", fields.CharField(max_length=120)),
                ("person_id", fields.UUIDField(null=True)),
                ("roles", fields.CharField(max_length=200)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("request_id", fields.CharField(max_length=64)),
            ],
            options={
                "table": "actions_act",
                "app": "actions",
                "indexes": [
                    Index(fields=["about", "made_at"]),
                    Index(fields=["person_id", "made_at"]),
                    Index(fields=["made_at"]),
                ],
                "pk_attr": "id",
                "table_description": "One call of one action. Says who, when, what and about what; never with which words.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="KeptRequest",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("action", fields.CharField(max_length=80)),
                ("caller", fields.CharField(max_length=64)),
                ("key", fields.CharField(max_length=200)),
                ("wish_digest", fields.BinaryField()),
                (
                    "result",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "actions_request",
                "app": "actions",
                "unique_together": (("action", "caller", "key"),),
                "indexes": [Index(fields=["made_at"])],
                "pk_attr": "id",
                "table_description": "The answer given to a request with an idempotency key; swept after some days.",
            },
            bases=["Model"],
        ),
    ]
