from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise.contrib.postgres.fields import ArrayField
from tortoise import fields
from tortoise.indexes import Index
from meetings.record.agenda import ItemKind
from meetings.record.checklist import Check
from meetings.record.floor_time import SpeakerKind
from meetings.record.headcount import AttendanceMode
from meetings.record.issue import Decision
from meetings.record.minutes import LIFECYCLE


def one_of(column, words):
    return f"{column} in ({', '.join(repr(str(word.value)) for word in words)})"


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="AgendaItemRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("kind", fields.CharField(max_length=10)),
                ("title_kk", fields.TextField(unique=False)),
                ("title_ru", fields.TextField(unique=False)),
                ("minutes", fields.SmallIntField()),
                ("started_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "record_agenda_item",
                "app": "record",
                "unique_together": (("meeting_id", "number"),),
                "pk_attr": "id",
                "table_description": "One item of the agenda. Its real times are written down while the meeting goes on, or by the secretary afterwards.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AttendanceRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("mode", fields.CharField(max_length=10)),
                ("headcount", fields.IntField()),
                ("note", fields.TextField(db_default="", unique=False)),
                ("counted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("counted_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "record_attendance",
                "app": "record",
                "indexes": [Index(fields=["meeting_id", "counted_at"])],
                "pk_attr": "id",
                "table_description": "One counting of heads. Never changed: a later count of the same mode stands in its place.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CheckRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("key", fields.CharField(max_length=20)),
                ("ticked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ticked_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "record_check",
                "app": "record",
                "unique_together": (("meeting_id", "key"),),
                "pk_attr": "id",
                "table_description": "A line of the checklist before going live that somebody ticked by hand.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="IssueRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("title_kk", fields.TextField(unique=False)),
                ("title_ru", fields.TextField(unique=False)),
                ("decision", fields.CharField(max_length=12)),
                ("question_refs", ArrayField(element_type="TEXT")),
                ("commitment_ref", fields.CharField(null=True, max_length=20)),
                ("responsible_kk", fields.TextField(db_default="", unique=False)),
                ("responsible_ru", fields.TextField(db_default="", unique=False)),
                ("due_on", fields.DateField(null=True)),
                ("needs_funding", fields.BooleanField(db_default=False)),
            ],
            options={
                "table": "record_issue",
                "app": "record",
                "unique_together": (("meeting_id", "number"),),
                "pk_attr": "id",
                "table_description": "A problem issue as it is worked on; published minutes keep their own copy of the list.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MinutesRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("version", fields.SmallIntField()),
                ("state", fields.CharField(max_length=10)),
                (
                    "texts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "issues",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("revision", fields.IntField()),
                ("pen", fields.CharField(db_default="", max_length=64)),
                ("reason", fields.TextField(db_default="", unique=False)),
                ("remark", fields.TextField(db_default="", unique=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("proposed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("proposed_by", fields.UUIDField(null=True)),
                ("proposer_kk", fields.TextField(db_default="", unique=False)),
                ("proposer_ru", fields.TextField(db_default="", unique=False)),
                ("approved_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("approved_by", fields.UUIDField(null=True)),
                ("approver_kk", fields.TextField(db_default="", unique=False)),
                ("approver_ru", fields.TextField(db_default="", unique=False)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("digest", fields.CharField(null=True, max_length=64)),
            ],
            options={
                "table": "record_minutes",
                "app": "record",
                "unique_together": (("meeting_id", "version"),),
                "pk_attr": "id",
                "table_description": "One version of the minutes. A published one is never rewritten: a correction is the next version, with its reason.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PollOptionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("poll_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("text_kk", fields.TextField(unique=False)),
                ("text_ru", fields.TextField(unique=False)),
            ],
            options={
                "table": "record_poll_option",
                "app": "record",
                "unique_together": (("poll_id", "number"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PollRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("title_kk", fields.TextField(unique=False)),
                ("title_ru", fields.TextField(unique=False)),
                ("opened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "result",
                    fields.JSONField(
                        null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
            ],
            options={
                "table": "record_poll",
                "app": "record",
                "unique_together": (("meeting_id", "number"),),
                "pk_attr": "id",
                "table_description": "A poll. ``result`` is counted once, when it is closed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PollVoteRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("poll_id", fields.UUIDField()),
                ("voter", fields.BinaryField()),
                ("is_guest", fields.BooleanField()),
                ("option_number", fields.SmallIntField()),
                ("voted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "record_poll_vote",
                "app": "record",
                "unique_together": (("poll_id", "voter"),),
                "pk_attr": "id",
                "table_description": "One vote. ``voter`` is a keyed digest: that somebody voted once is known, what she chose is nobody's to look up.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ProgressRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField()),
                ("year", fields.SmallIntField()),
                ("quarter", fields.SmallIntField()),
                (
                    "figures",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("published_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("published_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "record_progress",
                "app": "record",
                "unique_together": (("agency_id", "year", "quarter"),),
                "pk_attr": "id",
                "table_description": "The figures of an office's quarter as it published them. Never changed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SpeechRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("item_id", fields.UUIDField(null=True)),
                ("kind", fields.CharField(max_length=10)),
                ("label_kk", fields.TextField(unique=False)),
                ("label_ru", fields.TextField(unique=False)),
                ("speaker_name", fields.TextField(db_default="", unique=False)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("question_ref", fields.CharField(null=True, max_length=20)),
                ("started_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "record_speech",
                "app": "record",
                "indexes": [Index(fields=["meeting_id", "started_at"])],
                "pk_attr": "id",
                "table_description": "Somebody had the floor. ``label``: the post, or where the resident is from; the name only with consent.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                *(
                    f"alter table record_{name} add constraint record_{name}_meeting_fk foreign key (meeting_id)"
                    " references schedule_meeting (id)"
                    for name in ("agenda_item", "speech", "attendance", "poll", "minutes", "issue", "check")
                ),
                "alter table record_agenda_item"
                f" add constraint record_agenda_item_kind check ({one_of('kind', ItemKind)}),"
                " add constraint record_agenda_item_minutes check (minutes between 1 and 240),"
                " add constraint record_agenda_item_hours check (ended_at is null or started_at <= ended_at)",
                # One item goes on at a time.
                "create unique index record_agenda_item_running on record_agenda_item (meeting_id)"
                " where started_at is not null and ended_at is null",
                "alter table record_speech"
                f" add constraint record_speech_kind check ({one_of('kind', SpeakerKind)}),"
                " add constraint record_speech_hours check (ended_at is null or started_at <= ended_at),"
                " add constraint record_speech_item_fk foreign key (item_id) references record_agenda_item (id),"
                " add constraint record_speech_place_fk foreign key (place_code) references territories_place (code),"
                # One person has the floor at a time, also in what is written down afterwards.
                " add constraint record_speech_one_floor exclude using gist"
                " (meeting_id with =, tstzrange(started_at, ended_at) with &&)",
                "alter table record_attendance"
                f" add constraint record_attendance_mode check ({one_of('mode', AttendanceMode)}),"
                " add constraint record_attendance_headcount check (headcount between 0 and 1000000)",
                "alter table record_poll add constraint record_poll_whole check ((closed_at is null) = (result is null))",
                "alter table record_poll_option"
                " add constraint record_poll_option_fk foreign key (poll_id) references record_poll (id)",
                "alter table record_poll_vote add constraint record_poll_vote_option_fk foreign key (poll_id, option_number)"
                " references record_poll_option (poll_id, number)",
                f"alter table record_minutes add constraint record_minutes_state check ({LIFECYCLE.check_sql()}),"
                " add constraint record_minutes_two_persons check (approved_by <> proposed_by),"
                " add constraint record_minutes_published check ((state = 'published') = (published_at is not null)"
                " and (state = 'published') = (digest is not null)),"
                " add constraint record_minutes_approved check (state not in ('approved', 'published') or approved_at is not null)",
                "create unique index record_minutes_in_work on record_minutes (meeting_id) where state <> 'published'",
                f"alter table record_issue add constraint record_issue_decision check ({one_of('decision', Decision)})",
                f"alter table record_check add constraint record_check_key check ({one_of('key', Check)})",
                "alter table record_progress"
                " add constraint record_progress_quarter check (quarter between 1 and 4),"
                " add constraint record_progress_agency_fk foreign key (agency_id) references agencies_agency (id)",
                """
create function record_written_once() returns trigger language plpgsql as $$
begin
  raise exception '% is written once', tg_table_name using errcode = 'integrity_constraint_violation';
end $$
""",
                "create trigger written_once before update on record_minutes"
                " for each row when (old.state = 'published') execute function record_written_once()",
                "create trigger written_once before update on record_poll"
                " for each row when (old.closed_at is not null) execute function record_written_once()",
                "create trigger written_once before update on record_progress"
                " for each row execute function record_written_once()",
            ],
            [
                "drop trigger written_once on record_progress",
                "drop trigger written_once on record_poll",
                "drop trigger written_once on record_minutes",
                "drop function record_written_once()",
            ],
        ),
    ]
