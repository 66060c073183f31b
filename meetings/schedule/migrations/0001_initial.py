from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from meetings.schedule.meeting import LIFECYCLE
from json import dumps, loads
from tortoise.contrib.postgres.fields import ArrayField
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("duties", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="ChangeRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=10)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("made_by", fields.UUIDField(null=True)),
                ("reason", fields.TextField(db_default="", unique=False)),
                ("before_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("after_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "facts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "schedule_change",
                "app": "schedule",
                "indexes": [Index(fields=["meeting_id", "made_at"])],
                "pk_attr": "id",
                "table_description": "One thing that happened to a meeting. Never changed, never deleted.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MeetingRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("agency_id", fields.UUIDField()),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("rule_key", fields.CharField(null=True, max_length=40)),
                ("kind", fields.CharField(max_length=8)),
                ("state", fields.CharField(max_length=10)),
                ("mode", fields.CharField(max_length=8)),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ends_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("title_kk", fields.TextField(unique=False)),
                ("title_ru", fields.TextField(unique=False)),
                ("topic", fields.CharField(null=True, max_length=40)),
                ("languages", ArrayField(element_type="TEXT")),
                ("interpretation", ArrayField(element_type="TEXT")),
                ("host_is_deputy", fields.BooleanField(db_default=False)),
                ("host_name", fields.TextField(db_default="", unique=False)),
                ("host_post_kk", fields.TextField(db_default="", unique=False)),
                ("host_post_ru", fields.TextField(db_default="", unique=False)),
                ("host_post_en", fields.TextField(db_default="", unique=False)),
                ("address_kk", fields.TextField(db_default="", unique=False)),
                ("address_ru", fields.TextField(db_default="", unique=False)),
                ("seats", fields.IntField(null=True)),
                ("join_kk", fields.TextField(db_default="", unique=False)),
                ("join_ru", fields.TextField(db_default="", unique=False)),
                ("report_minutes", fields.SmallIntField()),
                ("announce_days", fields.SmallIntField()),
                ("announced_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("started_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("finished_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("cancelled_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(db_default="", unique=False)),
                ("attendance", fields.IntField(null=True)),
                ("visit_key", fields.CharField(null=True, max_length=60)),
                ("plan_id", fields.UUIDField(null=True)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "schedule_meeting",
                "app": "schedule",
                "pk_attr": "id",
                "table_description": "A meeting from the moment when it stands in a published calendar. Drafts of a year lie with the planning.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create extension if not exists btree_gist",
                "create sequence schedule_meeting_number",
                f"alter table schedule_meeting add constraint schedule_meeting_state check ({LIFECYCLE.check_sql()}),"
                " add constraint schedule_meeting_kind check (kind in ('planned', 'extra', 'tension')),"
                " add constraint schedule_meeting_mode check (mode in ('online', 'hall', 'hybrid')),"
                " add constraint schedule_meeting_hours check (ends_at > starts_at),"
                " add constraint schedule_meeting_held check (state not in ('held', 'recorded') or (started_at < finished_at)),"
                " add constraint schedule_meeting_agency_fk foreign key (agency_id) references agencies_agency (id),"
                " add constraint schedule_meeting_place_fk foreign key (place_code) references territories_place (code),"
                # Nobody is in two places: the head for herself, a deputy for himself.
                " add constraint schedule_meeting_one_place exclude using gist"
                " (agency_id with =, (host_is_deputy::int) with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'cancelled')",
                "create index schedule_meeting_by_hour on schedule_meeting (starts_at, id)",
                "create index schedule_meeting_by_office on schedule_meeting (agency_id, starts_at)",
                # A place with all that lies under it, by the beginning of its code.
                'create index schedule_meeting_by_place on schedule_meeting (place_code collate "C", starts_at)',
                "create index schedule_meeting_ahead on schedule_meeting (starts_at) where state in ('planned', 'announced')",
                "create index schedule_meeting_of_plan on schedule_meeting (plan_id) where plan_id is not null",
                "alter table schedule_change add constraint schedule_change_meeting_fk foreign key (meeting_id) references schedule_meeting (id)",
            ],
            ["drop sequence schedule_meeting_number"],
        ),
    ]
