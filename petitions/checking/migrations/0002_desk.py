from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("checking", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AssignmentRow",
            fields=[
                (
                    "petition_id",
                    fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True),
                ),
                ("person_id", fields.UUIDField()),
                ("batch_id", fields.UUIDField()),
                ("assigned_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "checking_assignment",
                "app": "checking",
                "indexes": [Index(fields=["person_id"])],
                "pk_attr": "petition_id",
                "table_description": "Whose work a petition under check is. ``batch_id``: the step for many that made it so.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BatchRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("made_by", fields.UUIDField()),
                ("to_id", fields.UUIDField(null=True)),
                (
                    "earlier",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("undone_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "checking_batch",
                "app": "checking",
                "indexes": [Index(fields=["made_by", "made_at"])],
                "pk_attr": "id",
                "table_description": "One step for many petitions, kept while it may be taken back. ``earlier``: petition -> whose it was, or nothing.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EditLockRow",
            fields=[
                (
                    "petition_id",
                    fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True),
                ),
                ("person_id", fields.UUIDField()),
                ("name", fields.TextField(unique=False)),
                ("opened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("taken_from_id", fields.UUIDField(null=True)),
            ],
            options={
                "table": "checking_edit_lock",
                "app": "checking",
                "pk_attr": "petition_id",
                "table_description": "Who has a petition open for its check. It lapses by itself and can be taken over; ``taken_from_id``: who had it before.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table checking_assignment"
                " add constraint checking_assignment_petition_fk foreign key (petition_id) references drafting_petition (id)",
                "alter table checking_edit_lock"
                " add constraint checking_edit_lock_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint checking_edit_lock_lapses check (expires_at > opened_at)",
            ],
            ["alter table checking_edit_lock drop constraint checking_edit_lock_lapses"],
        ),
    ]
