from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("receptions", "0001_initial"), ("duties", "0003_receptions_and_drafts")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ReminderRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("hours_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=12)),
                ("due_on", fields.DateField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "receptions_reminder",
                "app": "receptions",
                "unique_together": (("hours_id", "kind", "due_on"),),
                "pk_attr": "id",
                "table_description": "That somebody was told of a reception's day: the unique row lets it happen once.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="BookingRow",
            name="appointed_on",
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name="BookingRow",
            name="file_note",
            field=fields.TextField(db_default="", unique=False),
        ),
        ops.AddField(
            model_name="BookingRow",
            name="file_ready_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunSQL(
            [
                "alter table receptions_reminder add constraint receptions_reminder_hours_fk"
                " foreign key (hours_id) references receptions_hours (id)",
                "create index receptions_coming on receptions_booking (hours_id) where state = 'appointed'",
                # Of requests that had an hour before files were written down, the day of the appointment stands in the history.
                "update receptions_booking b set appointed_on = (select max((e.happened_at at time zone 'Asia/Almaty')::date)"
                " from receptions_event e where e.booking_id = b.id and e.kind in ('appointed', 'postponed')) where slot_at is not null",
            ],
            [
                "alter table receptions_reminder drop constraint receptions_reminder_hours_fk",
                "drop index receptions_coming",
            ],
        ),
    ]
