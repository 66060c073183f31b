from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from meetings.registration.entry import LIFECYCLE
from tortoise.contrib.postgres.fields import ArrayField
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="EntryRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("person_id", fields.UUIDField(null=True)),
                ("kind", fields.CharField(max_length=8)),
                ("mode", fields.CharField(max_length=8)),
                ("state", fields.CharField(max_length=10)),
                ("line", fields.IntField(null=True)),
                ("headcount", fields.SmallIntField()),
                ("wishes", ArrayField(element_type="TEXT")),
                ("note", fields.TextField(db_default="", unique=False)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("point_name", fields.TextField(db_default="", unique=False)),
                ("point_address", fields.TextField(db_default="", unique=False)),
                ("is_listed", fields.BooleanField(db_default=False)),
                ("registered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("registered_by", fields.UUIDField(null=True)),
                ("seated_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("withdrawn_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decided_by", fields.UUIDField(null=True)),
                ("decision_reason", fields.TextField(db_default="", unique=False)),
                ("came", fields.SmallIntField(null=True)),
                ("came_marked_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "registration_entry",
                "app": "registration",
                "indexes": [Index(fields=["person_id", "registered_at"])],
                "pk_attr": "id",
                "table_description": "Somebody who will come, or a listening point: one device for ``headcount`` people around it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ReminderRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("entry_id", fields.UUIDField()),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("told_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "registration_reminder",
                "app": "registration",
                "unique_together": (("entry_id", "starts_at"),),
                "pk_attr": "id",
                "table_description": "That a registration was reminded of a meeting at that hour; the unique row makes it once.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table registration_entry"
                " add constraint registration_entry_meeting_fk foreign key (meeting_id) references schedule_meeting (id),"
                " add constraint registration_entry_place_fk foreign key (place_code) references territories_place (code),"
                " add constraint registration_entry_kind check (kind in ('person', 'point')),"
                " add constraint registration_entry_mode check (mode in ('online', 'hall')),"
                f" add constraint registration_entry_state check ({LIFECYCLE.check_sql()}),"
                " add constraint registration_entry_headcount check (headcount between 1 and 5000),"
                " add constraint registration_entry_came check (came >= 0),"
                " add constraint registration_entry_person check (kind <> 'person' or (headcount = 1 and state not in ('asked', 'refused'))),"
                " add constraint registration_entry_point check (kind <> 'point' or mode = 'online'),"
                # Who has a seat in the hall or waits for one stands in the line, and nobody else.
                " add constraint registration_entry_line_is_of_the_hall check"
                " ((line is not null) = (mode = 'hall' and state in ('seated', 'waiting'))),"
                " add constraint registration_entry_waits_for_the_hall check (state <> 'waiting' or mode = 'hall')",
                # Once each, whatever a double click or two devices say; who withdrew may come again.
                "create unique index registration_entry_person_once on registration_entry (meeting_id, person_id)"
                " where kind = 'person' and state <> 'withdrawn'",
                "create unique index registration_entry_point_once on registration_entry (meeting_id, place_code, lower(point_name))"
                " where kind = 'point' and state not in ('withdrawn', 'refused') and point_name <> ''",
                "create unique index registration_entry_line on registration_entry (meeting_id, line) where line is not null",
                "create index registration_entry_of_meeting on registration_entry (meeting_id, state, line)",
                "alter table registration_reminder"
                " add constraint registration_reminder_entry_fk foreign key (entry_id) references registration_entry (id)",
                "create index registration_reminder_by_hour on registration_reminder (starts_at)",
            ],
            [],
        ),
    ]
