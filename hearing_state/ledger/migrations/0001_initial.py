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
            name="LedgerEntry",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=80)),
                ("about", fields.CharField(max_length=120)),
                (
                    "facts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("is_public", fields.BooleanField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("act_id", fields.UUIDField()),
                ("number", fields.BigIntField(null=True, unique=True)),
            ],
            options={
                "table": "ledger_entry",
                "app": "ledger",
                "indexes": [Index(fields=["about", "made_at"]), Index(fields=["act_id"])],
                "pk_attr": "id",
                "table_description": "One fact. ``facts`` never holds personal data; ``number`` stays empty until the entry is in the tree.",
            },
            bases=["Model"],
        ),
    ]
