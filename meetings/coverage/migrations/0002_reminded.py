from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("coverage", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ReminderRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("tension_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=8)),
                ("due_on", fields.DateField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "coverage_reminder",
                "app": "coverage",
                "unique_together": (("tension_id", "kind", "due_on"),),
                "pk_attr": "id",
                "table_description": "That the office was told of the day of a meeting at tension: the unique row lets it happen once.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table coverage_reminder add constraint coverage_reminder_kind check (kind in ('near', 'today', 'missed')),"
                " add constraint coverage_reminder_tension_fk foreign key (tension_id) references coverage_tension (id)"
            ],
            ["alter table coverage_reminder drop constraint coverage_reminder_kind"],
        ),
    ]
