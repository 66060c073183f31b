from tortoise import migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from meetings.crew.crew import Task

TASKS = ", ".join(repr(each.value) for each in Task)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="AppointmentRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("task", fields.CharField(max_length=20)),
                ("languages", ArrayField(element_type="TEXT")),
                ("name", fields.CharField(max_length=80)),
                ("code_digest", fields.BinaryField(null=True)),
                ("code_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("person_id", fields.UUIDField(null=True)),
                ("accepted_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("made_by", fields.UUIDField(null=True)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "crew_appointment",
                "app": "crew",
                "pk_attr": "id",
                "table_description": "``code_digest``: of the code that takes it up, gone once it did.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                f"""
                alter table crew_appointment
                  add constraint crew_appointment_meeting_fk foreign key (meeting_id) references schedule_meeting (id),
                  add constraint crew_appointment_task check (task in ({TASKS})),
                  add constraint crew_appointment_languages check (cardinality(languages) between 1 and 3 and languages <@ array['kk', 'ru', 'en']),
                  add constraint crew_appointment_taken check (accepted_at is null or code_digest is null)
                """,
                "create index crew_appointment_of_meeting on crew_appointment (meeting_id) where ended_at is null",
                # One person takes up a code; a code is unique within everything that can still be taken up.
                "create unique index crew_appointment_code on crew_appointment (code_digest) where code_digest is not null",
            ],
            ["drop index crew_appointment_code", "drop index crew_appointment_of_meeting"],
        ),
    ]
