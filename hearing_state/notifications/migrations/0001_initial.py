from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="MailboxLetter",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("message_id", fields.CharField(unique=True, max_length=120)),
                ("channel", fields.CharField(max_length=8)),
                ("address", fields.CharField(max_length=200)),
                ("subject", fields.TextField(unique=False)),
                ("text", fields.TextField(unique=False)),
                ("locale", fields.CharField(max_length=8)),
                ("laid_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "notifications_mailbox",
                "app": "notifications",
                "indexes": [Index(fields=["laid_at"]), Index(fields=["address"])],
                "pk_attr": "id",
                "table_description": "A letter that no carrier took because there is none: rehearsals and the demo read it on the mailbox page.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Notification",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField(null=True)),
                ("address", fields.CharField(null=True, max_length=200)),
                ("recipient", fields.CharField(max_length=64)),
                ("channel", fields.CharField(max_length=8)),
                ("template", fields.CharField(max_length=80)),
                ("locale", fields.CharField(max_length=8)),
                ("about", fields.CharField(max_length=120)),
                ("event", fields.CharField(db_default="", max_length=120)),
                (
                    "values",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("message_id", fields.CharField(max_length=120)),
                ("queued_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("failed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("tries", fields.IntField(db_default=0)),
                ("carrier_reply", fields.CharField(db_default="", max_length=300)),
            ],
            options={
                "table": "notifications_notification",
                "app": "notifications",
                "unique_together": (("template", "about", "recipient", "event"),),
                "indexes": [
                    Index(fields=["queued_at"]),
                    Index(fields=["about"]),
                    Index(fields=["person_id"]),
                ],
                "pk_attr": "id",
                "table_description": "One intended letter. ``address`` stands only where it goes to a contact without a person; a code is never kept.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Preference",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=40)),
                ("is_on", fields.BooleanField()),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "notifications_preference",
                "app": "notifications",
                "unique_together": (("person_id", "kind"),),
                "pk_attr": "id",
                "table_description": "A kind of letters that a person turned off, or on again.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table notifications_notification"
                " add constraint notifications_channel check (channel in ('email', 'phone', 'paper')),"
                " add constraint notifications_locale check (locale in ('kk', 'ru', 'en')),"
                " add constraint notifications_one_end check (sent_at is null or failed_at is null)",
                "create unique index notifications_message_once on notifications_notification (message_id)",
                "create index notifications_recipient on notifications_notification (recipient, sent_at)",
                "create index notifications_failed on notifications_notification (failed_at) where failed_at is not null",
                "create index notifications_waiting on notifications_notification (queued_at)"
                " where sent_at is null and failed_at is null",
            ],
            [
                "drop index notifications_recipient, notifications_waiting, notifications_failed, notifications_message_once",
                "alter table notifications_notification drop constraint notifications_one_end,"
                " drop constraint notifications_locale, drop constraint notifications_channel",
            ],
        ),
    ]
