from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from meetings.receptions.booking import LIFECYCLE
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("agencies", "0001_initial"), ("deadlines", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="BookingRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("agency_id", fields.UUIDField()),
                ("person_id", fields.UUIDField(null=True)),
                ("wanted_id", fields.UUIDField(null=True)),
                ("essence", fields.TextField(unique=False)),
                ("language", fields.CharField(max_length=2)),
                ("priority", fields.CharField(max_length=16)),
                ("form", fields.CharField(max_length=10)),
                ("channel", fields.CharField(max_length=8)),
                ("state", fields.CharField(max_length=12)),
                ("registered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("registered_on", fields.DateField()),
                ("redirect_until_on", fields.DateField()),
                ("cure_until_on", fields.DateField(null=True)),
                ("clock_id", fields.UUIDField()),
                ("hours_id", fields.UUIDField(null=True)),
                ("slot_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decision", fields.TextField(db_default="", unique=False)),
                ("instruction", fields.TextField(db_default="", unique=False)),
                ("instruction_until_on", fields.DateField(null=True)),
                ("recording_note", fields.TextField(db_default="", unique=False)),
                ("signed_on", fields.DateField(null=True)),
                ("protocol_clock_id", fields.UUIDField(null=True)),
                ("handed_over_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("survey", fields.CharField(db_default="not_asked", max_length=16)),
            ],
            options={
                "table": "receptions_booking",
                "app": "receptions",
                "pk_attr": "id",
                "table_description": "A signed request to be received, and what became of it. Read by the visitor and the office alone.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("booking_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=16)),
                ("happened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("actor_id", fields.UUIDField(null=True)),
                ("reason", fields.TextField(db_default="", unique=False)),
                (
                    "facts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "receptions_event",
                "app": "receptions",
                "indexes": [Index(fields=["booking_id", "happened_at"])],
                "pk_attr": "id",
                "table_description": "One thing that happened to a request. Never changed, never deleted.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="HoursRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("agency_id", fields.UUIDField()),
                ("holder_name", fields.TextField(unique=False)),
                ("post_kk", fields.TextField(unique=False)),
                ("post_ru", fields.TextField(unique=False)),
                ("post_en", fields.TextField(unique=False)),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ends_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("slot_minutes", fields.SmallIntField()),
                ("room_kk", fields.TextField(unique=False)),
                ("room_ru", fields.TextField(unique=False)),
                ("has_video", fields.BooleanField()),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("cancelled_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(db_default="", unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "receptions_hours",
                "app": "receptions",
                "pk_attr": "id",
                "table_description": "When a head or a deputy receives people, and where. Public once it is published.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create sequence receptions_number",
                "alter table receptions_hours add constraint receptions_hours_order check (ends_at > starts_at),"
                " add constraint receptions_hours_slots check (slot_minutes between 5 and 60),"
                " add constraint receptions_hours_agency_fk foreign key (agency_id) references agencies_agency (id)",
                "create index receptions_hours_by_office on receptions_hours (agency_id, starts_at)",
                "create index receptions_hours_ahead on receptions_hours (starts_at) where published_at is not null and cancelled_at is null",
                f"alter table receptions_booking add constraint receptions_booking_state check ({LIFECYCLE.check_sql()}),"
                " add constraint receptions_booking_slot check ((state <> 'appointed') or (hours_id is not null and slot_at is not null)),"
                " add constraint receptions_booking_agency_fk foreign key (agency_id) references agencies_agency (id),"
                " add constraint receptions_booking_hours_fk foreign key (hours_id) references receptions_hours (id),"
                " add constraint receptions_booking_clock_fk foreign key (clock_id) references deadlines_clock (id)",
                # One visitor to a slot, whoever gives it away at the same moment.
                "create unique index receptions_one_visitor on receptions_booking (hours_id, slot_at)"
                " where state in ('appointed', 'held', 'handed_over', 'missed')",
                "create index receptions_booking_by_office on receptions_booking (agency_id, state)",
                "create index receptions_booking_by_person on receptions_booking (person_id, registered_at) where person_id is not null",
                "alter table receptions_event add constraint receptions_event_booking_fk foreign key (booking_id) references receptions_booking (id)",
            ],
            ["drop sequence receptions_number"],
        ),
    ]
