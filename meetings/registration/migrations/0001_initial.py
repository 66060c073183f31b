from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
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
                ("person_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=8)),
                ("mode", fields.CharField(max_length=8)),
                ("state", fields.CharField(max_length=10)),
                ("headcount", fields.SmallIntField()),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("point_name", fields.TextField(db_default="", unique=False)),
                ("point_address", fields.TextField(db_default="", unique=False)),
                ("wishes", ArrayField(element_type="TEXT")),
                ("note", fields.TextField(db_default="", unique=False)),
                ("registered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("registered_by", fields.UUIDField(null=True)),
                ("seated_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("withdrawn_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
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
                ("meeting_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("told_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "registration_reminder",
                "app": "registration",
                "unique_together": (("meeting_id", "person_id", "starts_at"),),
                "pk_attr": "id",
                "table_description": "That somebody was reminded of a meeting at that hour; the unique row makes it once.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table registration_entry"
                " add constraint registration_entry_meeting_fk foreign key (meeting_id) references schedule_meeting (id),"
                " add constraint registration_entry_kind check (kind in ('person', 'point')),"
                " add constraint registration_entry_mode check (mode in ('online', 'hall')),"
                " add constraint registration_entry_state check (state in ('seated', 'waiting', 'withdrawn')),"
                " add constraint registration_entry_headcount check (headcount between 1 and 5000)",
                # Once each, whatever a double click or two devices say; who withdrew may come again.
                "create unique index registration_entry_once on registration_entry (meeting_id, person_id, kind) where state <> 'withdrawn'",
                "create index registration_entry_of_meeting on registration_entry (meeting_id, state, registered_at)",
                "alter table registration_reminder add constraint registration_reminder_meeting_fk foreign key (meeting_id) references schedule_meeting (id)",
            ],
            [],
        ),
    ]
