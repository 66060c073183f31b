from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="ClockRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("rule_id", fields.CharField(max_length=80)),
                ("rule_from_on", fields.DateField()),
                ("about", fields.CharField(max_length=120)),
                ("kind", fields.CharField(max_length=8)),
                ("agency_id", fields.UUIDField(null=True)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("registered_on", fields.DateField()),
                ("due_on", fields.DateField(null=True)),
                ("settled_on", fields.DateField(null=True)),
                ("outcome", fields.CharField(null=True, max_length=16)),
                ("is_public", fields.BooleanField()),
                ("title", fields.TextField(null=True, unique=False)),
                ("language", fields.CharField(null=True, max_length=2)),
                ("calendar_version", fields.CharField(max_length=40)),
                ("events", fields.SmallIntField()),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "deadlines_clock",
                "app": "deadlines",
                "indexes": [Index(fields=["about"])],
                "pk_attr": "id",
                "table_description": "One duty and the day it is due. ``due_on`` is what the last folding of all its events gave; empty: it stands.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DecreeDayRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("decree_id", fields.UUIDField()),
                ("on_day", fields.DateField()),
                ("works", fields.BooleanField()),
                ("why", fields.CharField(max_length=16)),
                ("other_on", fields.DateField(null=True)),
                ("name_kk", fields.TextField(unique=False)),
                ("name_ru", fields.TextField(unique=False)),
                ("name_en", fields.TextField(unique=False)),
            ],
            options={
                "table": "deadlines_calendar_day",
                "app": "deadlines",
                "unique_together": (("decree_id", "on_day"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DecreeRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("number", fields.IntField(unique=True)),
                ("source", fields.TextField(unique=False)),
                ("decided_on", fields.DateField()),
                ("until_on", fields.DateField(null=True)),
                ("moved", fields.IntField()),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "deadlines_calendar_version",
                "app": "deadlines",
                "pk_attr": "id",
                "table_description": "One version of the calendar on top of the shipped one. Never edited: a mistake is put right by the next.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("clock_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("kind", fields.CharField(max_length=16)),
                (
                    "facts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("due_on", fields.DateField(null=True)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "deadlines_event",
                "app": "deadlines",
                "unique_together": (("clock_id", "number"),),
                "pk_attr": "id",
                "table_description": "One thing that happened to a clock. Never changed and never deleted.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ReminderRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("clock_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=8)),
                ("due_on", fields.DateField()),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "deadlines_reminder",
                "app": "deadlines",
                "unique_together": (("clock_id", "kind", "due_on"),),
                "pk_attr": "id",
                "table_description": "What was told about a due day; the unique row makes it once.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                """
                alter table deadlines_clock
                  add constraint deadlines_clock_kind check (kind in ('duty', 'step')),
                  add constraint deadlines_clock_settled check ((settled_on is null) = (outcome is null)),
                  add constraint deadlines_clock_outcome check (outcome in
                    ('answered', 'noted', 'terminated', 'refused', 'returned', 'withdrawn', 'done')),
                  add constraint deadlines_clock_due check (due_on >= registered_on),
                  add constraint deadlines_clock_private check (is_public or title is null)
                """,
                # The board: what is owed and overdue by day, by body, by place; what was settled, newest first.
                "create index deadlines_clock_open on deadlines_clock (due_on, id) where settled_on is null",
                "create index deadlines_clock_agency on deadlines_clock (agency_id, due_on, id) where settled_on is null",
                'create index deadlines_clock_place on deadlines_clock (place_code collate "C", due_on) where settled_on is null',
                "create index deadlines_clock_settled on deadlines_clock (settled_on, id) where settled_on is not null",
                "create index deadlines_clock_settled_agency on deadlines_clock (agency_id, settled_on) where settled_on is not null",
                'create index deadlines_clock_settled_place on deadlines_clock (place_code collate "C", settled_on) where settled_on is not null',
                """
                alter table deadlines_event
                  add constraint deadlines_event_clock foreign key (clock_id) references deadlines_clock (id),
                  add constraint deadlines_event_number check (number >= 1)
                """,
                """
                alter table deadlines_reminder
                  add constraint deadlines_reminder_clock foreign key (clock_id) references deadlines_clock (id) on delete cascade,
                  add constraint deadlines_reminder_kind check (kind in ('eve', 'today', 'missed'))
                """,
                """
                alter table deadlines_calendar_day
                  add constraint deadlines_calendar_day_decree foreign key (decree_id) references deadlines_calendar_version (id),
                  add constraint deadlines_calendar_day_why check (why in
                    ('working', 'worked', 'weekend', 'holiday', 'day_off', 'moved', 'transferred')),
                  add constraint deadlines_calendar_day_works check (works = (why in ('working', 'worked')))
                """,
                # History is written once: what a due day was reckoned from may not be changed afterwards.
                """
                create function deadlines_written_once() returns trigger language plpgsql as
                $$ begin raise exception '% is never changed', tg_table_name; end $$
                """,
                "create trigger written_once before update on deadlines_event for each row execute function deadlines_written_once()",
                "create trigger written_once before update on deadlines_calendar_day for each row execute function deadlines_written_once()",
            ],
            [
                "drop trigger written_once on deadlines_calendar_day",
                "drop trigger written_once on deadlines_event",
                "drop function deadlines_written_once()",
                "alter table deadlines_calendar_day drop constraint deadlines_calendar_day_works, drop constraint deadlines_calendar_day_why, drop constraint deadlines_calendar_day_decree",
                "alter table deadlines_reminder drop constraint deadlines_reminder_kind, drop constraint deadlines_reminder_clock",
                "alter table deadlines_event drop constraint deadlines_event_number, drop constraint deadlines_event_clock",
                "drop index deadlines_clock_settled_place, deadlines_clock_settled_agency, deadlines_clock_settled, deadlines_clock_place, deadlines_clock_agency, deadlines_clock_open",
                "alter table deadlines_clock drop constraint deadlines_clock_private, drop constraint deadlines_clock_due, drop constraint deadlines_clock_outcome, drop constraint deadlines_clock_settled, drop constraint deadlines_clock_kind",
            ],
        ),
    ]
