from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from meetings.planning.plan import LIFECYCLE
from tortoise.contrib.postgres.fields import ArrayField
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="AbsenceRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField()),
                ("from_on", fields.DateField()),
                ("until_on", fields.DateField()),
                ("reason", fields.CharField(max_length=10)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "planning_absence",
                "app": "planning",
                "pk_attr": "id",
                "table_description": "Days on which an office's head is not there. For the office's own planning; never shown to the public.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DispatchRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("plan_id", fields.UUIDField()),
                ("recipient", fields.CharField(max_length=16)),
                ("number", fields.CharField(db_default="", max_length=40)),
                ("sent_on", fields.DateField()),
                ("contact", fields.TextField(db_default="", unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("made_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "planning_dispatch",
                "app": "planning",
                "unique_together": (("plan_id", "recipient"),),
                "pk_attr": "id",
                "table_description": "That an approved calendar was sent: to the maslikhat, to the Government, to the Administration.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EntryRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("plan_id", fields.UUIDField()),
                ("rule_key", fields.CharField(null=True, max_length=40)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("period_key", fields.CharField(max_length=8)),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("minutes", fields.SmallIntField()),
                ("mode", fields.CharField(max_length=8)),
                ("is_deputy", fields.BooleanField(db_default=False)),
                ("visit_key", fields.CharField(null=True, max_length=60)),
                ("is_fixed", fields.BooleanField(db_default=False)),
                ("note", fields.TextField(db_default="", unique=False)),
                ("previous_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("version", fields.IntField()),
                ("removed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("meeting_id", fields.UUIDField(null=True)),
            ],
            options={
                "table": "planning_entry",
                "app": "planning",
                "indexes": [Index(fields=["plan_id", "starts_at"])],
                "pk_attr": "id",
                "table_description": "A meeting of a plan. Removed ones stay until the plan is approved, so that a wrong key is undone.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PieceRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("run_id", fields.UUIDField()),
                ("number", fields.IntField()),
                ("agency_ids", ArrayField(element_type="UUID")),
                ("done_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "figures",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "planning_piece",
                "app": "planning",
                "unique_together": (("run_id", "number"),),
                "pk_attr": "id",
                "table_description": "Some offices of a run, planned in one transaction: all of it, or not yet.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PlanRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("agency_id", fields.UUIDField()),
                ("year", fields.SmallIntField()),
                ("part", fields.CharField(max_length=8)),
                ("from_on", fields.DateField()),
                ("until_on", fields.DateField()),
                ("state", fields.CharField(max_length=10)),
                ("version", fields.IntField()),
                (
                    "wanted",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "report",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("run_id", fields.UUIDField(null=True)),
                ("proposed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("proposed_by", fields.UUIDField(null=True)),
                ("submitted_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("submitted_by", fields.UUIDField(null=True)),
                ("remark", fields.TextField(db_default="", unique=False)),
                ("approved_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("approved_by", fields.UUIDField(null=True)),
                (
                    "figures",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "planning_plan",
                "app": "planning",
                "pk_attr": "id",
                "table_description": "One office's calendar for a year or half a year. ``report``: what the planner could not meet, and why.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RunRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("part", fields.CharField(max_length=8)),
                (
                    "wanted",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("requested_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("requested_by", fields.UUIDField(null=True)),
                ("pieces", fields.IntField()),
                ("finished_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "planning_run",
                "app": "planning",
                "indexes": [Index(fields=["requested_at"])],
                "pk_attr": "id",
                "table_description": "Proposals asked for at once, for all offices of an oblast, a district or the country.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create sequence planning_plan_number",
                f"alter table planning_plan add constraint planning_plan_state check ({LIFECYCLE.check_sql()}),"
                " add constraint planning_plan_part check (part = year::text or part in (year::text || '-H1', year::text || '-H2')),"
                " add constraint planning_plan_days check (until_on > from_on),"
                " add constraint planning_plan_approved check (state <> 'approved' or (approved_at is not null and submitted_at is not null)),"
                " add constraint planning_plan_agency_fk foreign key (agency_id) references agencies_agency (id),"
                # One living plan of an office for each day of the year.
                " add constraint planning_plan_one_living exclude using gist"
                " (agency_id with =, daterange(from_on, until_on, '[]') with &&) where (state <> 'withdrawn')",
                "create index planning_plan_of on planning_plan (agency_id, year) where state <> 'withdrawn'",
                "create index planning_plan_of_run on planning_plan (run_id) where run_id is not null",
                "alter table planning_entry add constraint planning_entry_mode check (mode in ('online', 'hall', 'hybrid')),"
                " add constraint planning_entry_minutes check (minutes between 20 and 360),"
                " add constraint planning_entry_plan_fk foreign key (plan_id) references planning_plan (id),"
                " add constraint planning_entry_place_fk foreign key (place_code) references territories_place (code),"
                " add constraint planning_entry_meeting_fk foreign key (meeting_id) references schedule_meeting (id)",
                # A meeting of the calendar comes from one entry: approving twice puts nothing in twice.
                "create unique index planning_entry_one_meeting on planning_entry (meeting_id) where meeting_id is not null",
                "create index planning_entry_by_hour on planning_entry (starts_at) where removed_at is null and meeting_id is null",
                "alter table planning_absence add constraint planning_absence_reason check (reason in ('leave', 'trip', 'training', 'other')),"
                " add constraint planning_absence_order check (until_on >= from_on),"
                " add constraint planning_absence_agency_fk foreign key (agency_id) references agencies_agency (id)",
                "create index planning_absence_of on planning_absence (agency_id, from_on) where ended_at is null",
                "alter table planning_dispatch add constraint planning_dispatch_recipient"
                " check (recipient in ('maslikhat', 'government', 'administration')),"
                " add constraint planning_dispatch_plan_fk foreign key (plan_id) references planning_plan (id)",
                "alter table planning_run add constraint planning_run_place_fk foreign key (place_code) references territories_place (code)",
                "alter table planning_piece add constraint planning_piece_run_fk foreign key (run_id) references planning_run (id)",
            ],
            ["drop sequence planning_plan_number"],
        ),
    ]
