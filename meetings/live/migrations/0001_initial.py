from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="TicketRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("digest", fields.BinaryField()),
                ("kind", fields.CharField(max_length=6)),
                ("meeting_id", fields.UUIDField()),
                ("seat", fields.CharField(max_length=22)),
                ("person_id", fields.UUIDField(null=True)),
                ("session_id", fields.UUIDField(null=True)),
                ("origin", fields.CharField(max_length=200)),
                ("language", fields.CharField(max_length=2)),
                ("agrees", fields.BooleanField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("burned_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "live_ticket",
                "app": "live",
                "indexes": [Index(fields=["expires_at"])],
                "pk_attr": "id",
                "table_description": "One way in, used once: from a page for a minute (``entry``), or back again after a cut (``resume``). Only its digest is kept.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table live_ticket"
                " add constraint live_ticket_meeting_fk foreign key (meeting_id) references schedule_meeting (id),"
                " add constraint live_ticket_kind check (kind in ('entry', 'resume')),"
                " add constraint live_ticket_language check (language in ('kk', 'ru', 'en')),"
                " add constraint live_ticket_guest_has_no_session check (person_id is not null or session_id is null)",
                "create unique index live_ticket_digest on live_ticket (digest)",
            ],
            [],
        ),
    ]
