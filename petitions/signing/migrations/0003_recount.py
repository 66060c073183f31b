from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("signing", "0002_proofs")]

    initial = False

    operations = [
        ops.CreateModel(
            name="RecountRow",
            fields=[
                ("petition_id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("counted", fields.IntField()),
                ("recounted", fields.IntField()),
                ("found_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signing_recount",
                "app": "signing",
                "pk_attr": "petition_id",
                "table_description": "A petition in which the last recount found another number than the counter has.",
            },
            bases=["Model"],
        ),
    ]
