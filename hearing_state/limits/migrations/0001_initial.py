from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Bucket",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=200)),
                ("arrival_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "limits_bucket",
                "app": "limits",
                "indexes": [Index(fields=["arrival_at"])],
                "pk_attr": "key",
                "table_description": "The theoretical arrival time of the generic cell rate algorithm (ITU-T I.371).",
            },
            bases=["Model"],
        ),
    ]
