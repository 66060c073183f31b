from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from hearing_state.ids import new_id
from meetings.helpdesk.helpdesk import TEXT_MAX


class Migration(migrations.Migration):
    initial = True

    dependencies = [("floor", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="MessageRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("name", fields.CharField(max_length=80)),
                ("is_office", fields.BooleanField()),
                ("text", fields.TextField(unique=False)),
                ("said_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("hidden_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("hidden_by", fields.UUIDField(null=True)),
            ],
            options={"table": "helpdesk_message", "app": "helpdesk", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                f"""
                alter table helpdesk_message
                  add constraint helpdesk_message_meeting_fk foreign key (meeting_id) references floor_hall (meeting_id),
                  add constraint helpdesk_message_text check (char_length(text) between 1 and {TEXT_MAX})
                """,
                "create index helpdesk_message_newest on helpdesk_message (meeting_id, said_at desc, id desc)",
            ],
            ["drop index helpdesk_message_newest"],
        ),
    ]
