from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="RunRow",
            fields=[
                ("meeting_id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("state", fields.CharField(max_length=10)),
                ("heard_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("done_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "recording_run",
                "app": "recording",
                "pk_attr": "meeting_id",
                "table_description": "One meeting's recording. ``heard_at``: when its keeper last said so, by the database's clock. ``done_at``: joined and handed over.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table recording_run add constraint recording_run_state check (state in ('running', 'failing', 'impossible')),"
                " add constraint recording_run_meeting_fk foreign key (meeting_id) references schedule_meeting (id)",
                "create index recording_run_waiting on recording_run (heard_at) where done_at is null",
            ],
            [
                "drop index recording_run_waiting",
                "alter table recording_run drop constraint recording_run_state, drop constraint recording_run_meeting_fk",
            ],
        ),
    ]
