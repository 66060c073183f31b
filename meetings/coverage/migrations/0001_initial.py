from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial"), ("duties", "0002_correctable")]

    operations = [
        ops.CreateModel(
            name="TensionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField()),
                ("place_code", fields.CharField(max_length=9)),
                ("kind", fields.CharField(max_length=8)),
                ("topic", fields.CharField(null=True, max_length=40)),
                ("grounds", fields.TextField(db_default="", unique=False)),
                ("declared_on", fields.DateField()),
                ("declared_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("declared_by", fields.UUIDField(null=True)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("end_reason", fields.TextField(db_default="", unique=False)),
            ],
            options={
                "table": "coverage_tension",
                "app": "coverage",
                "pk_attr": "id",
                "table_description": "Somebody declared that an office must meet the people of a place out of calendar. ``grounds`` stay inside the offices.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table coverage_tension add constraint coverage_tension_kind check (kind in ('forecast', 'arisen')),"
                " add constraint coverage_tension_ended check ((ended_at is null) = (end_reason = '')),"
                " add constraint coverage_tension_agency_fk foreign key (agency_id) references agencies_agency (id),"
                " add constraint coverage_tension_place_fk foreign key (place_code) references territories_place (code)",
                # Twice on one day for the same people is a double click.
                "create unique index coverage_one_tension on coverage_tension (agency_id, place_code, declared_on) where ended_at is null",
                # What the whole country's coverage is reckoned from, without a look at the meetings themselves.
                "create index coverage_meetings on schedule_meeting (agency_id, place_code, starts_at)"
                " include (state, mode, ends_at) where state <> 'cancelled'",
            ],
            ["drop index coverage_meetings"],
        ),
    ]
