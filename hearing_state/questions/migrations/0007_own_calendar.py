from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("questions", "0006_changes")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CalendarRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_calendar",
                "app": "questions",
                "pk_attr": "id",
                "table_description": "The secret address under which an official's own last days can be read by a calendar; the address is made of its number.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            ["CREATE UNIQUE INDEX questions_calendar_once ON questions_calendar (person_id)"],
            ["DROP INDEX questions_calendar_once"],
        ),
    ]
