from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise import fields
from meetings.replay.recording import State

STATES = ", ".join(repr(state.value) for state in State)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="RecordingRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("state", fields.CharField(max_length=10)),
                ("folder", fields.CharField(max_length=64)),
                ("begun_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("seconds", fields.FloatField()),
                (
                    "files",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "gaps",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("reason", fields.TextField(db_default="", unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decided_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "replay_recording",
                "app": "replay",
                "pk_attr": "id",
                "table_description": "One meeting's joined recording. ``files``: name, kind, digest of each; ``gaps``: second and length of what is missing.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create unique index replay_recording_meeting on replay_recording (meeting_id)",
                f"alter table replay_recording add constraint replay_recording_state check (state in ({STATES})),"
                " add constraint replay_recording_seconds check (seconds > 0),"
                " add constraint replay_recording_decided check ((state = 'made') = (decided_at is null)),"
                " add constraint replay_recording_reason check ((state = 'withdrawn') = (reason <> '')),"
                " add constraint replay_recording_meeting_fk foreign key (meeting_id) references schedule_meeting (id)",
            ],
            ["drop index replay_recording_meeting"],
        ),
    ]
