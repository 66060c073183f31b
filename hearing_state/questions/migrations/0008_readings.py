from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField


class Migration(migrations.Migration):
    dependencies = [("questions", "0007_own_calendar")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ReadingRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("reader_id", fields.UUIDField()),
                ("role", fields.CharField(max_length=20)),
                ("agency_id", fields.UUIDField(null=True)),
                ("hour_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("surfaces", ArrayField(element_type="text")),
                ("read_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_reading",
                "app": "questions",
                "unique_together": (("question_id", "reader_id", "hour_at"),),
                "pk_attr": "id",
                "table_description": "Somebody read a private question who is neither its asker nor of the body that works on it, in that hour. ``role`` and",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table questions_reading add constraint questions_reading_question_fk foreign key (question_id)"
                " references questions_question (id) on delete cascade",
                "create index questions_reading_latest on questions_reading (read_at desc, id desc)",
                "create index questions_reading_shown on questions_reading (question_id, read_at desc)",
            ],
            ["drop index questions_reading_shown", "drop index questions_reading_latest"],
        ),
    ]
