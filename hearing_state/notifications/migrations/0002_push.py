from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="PushSubscription",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("endpoint_digest", fields.BinaryField()),
                ("sealed", fields.BinaryField()),
                ("browser", fields.CharField(max_length=60)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "notifications_push",
                "app": "notifications",
                "indexes": [Index(fields=["person_id"])],
                "pk_attr": "id",
                "table_description": "A browser that shows short messages. Address and keys are sealed: whoever holds them could write to it.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            ["create unique index notifications_push_once on notifications_push (endpoint_digest)"],
            ["drop index notifications_push_once"],
        ),
    ]
