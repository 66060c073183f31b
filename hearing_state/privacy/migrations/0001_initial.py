from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="ErasureRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("undone_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("erased_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("lingering", fields.IntField(db_default=0)),
            ],
            options={
                "table": "privacy_erasure",
                "app": "privacy",
                "indexes": [Index(fields=["person_id"]), Index(fields=["due_at"])],
                "pk_attr": "id",
                "table_description": "A wish to be erased. Until ``due_at`` it may be taken back; ``lingering`` rows the law keeps for now.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ExportRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("locale", fields.CharField(max_length=2)),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("made_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("until_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("size", fields.BigIntField(db_default=0)),
            ],
            options={
                "table": "privacy_export",
                "app": "privacy",
                "indexes": [Index(fields=["person_id"])],
                "pk_attr": "id",
                "table_description": "A file with everything about one person; it lies under its number until ``until_at``.",
            },
            bases=["Model"],
        ),
        # One wish at a time: two at once would have two days on which it is done.
        ops.RunSQL(
            [
                "create unique index privacy_erasure_one on privacy_erasure (person_id)"
                " where undone_at is null and erased_at is null"
            ],
            ["drop index privacy_erasure_one"],
        ),
    ]
