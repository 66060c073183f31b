from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="FollowRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("reader_id", fields.UUIDField()),
                ("thing", fields.CharField(max_length=80)),
                ("followed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("stopped_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "following_follow", "app": "following", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MarkRow",
            fields=[
                ("source", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ("read_until_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "following_mark",
                "app": "following",
                "pk_attr": "source",
                "table_description": "How far a source was read. It is read again from an hour before: what was written meanwhile is not missed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NewsRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("reader_id", fields.UUIDField()),
                ("event_id", fields.UUIDField()),
                ("source", fields.CharField(max_length=40)),
                ("happened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("letter_id", fields.UUIDField(null=True)),
            ],
            options={
                "table": "following_news",
                "app": "following",
                "pk_attr": "id",
                "table_description": "One event for one reader: once, whatever of hers it concerns. ``letter_id`` is empty until a letter tells it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ReaderRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField(null=True)),
                ("address", fields.TextField(unique=False)),
                ("address_digest", fields.BinaryField()),
                ("rhythm", fields.CharField(max_length=8)),
                ("locale", fields.CharField(max_length=2)),
                ("confirmed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("told_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("stopped_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "following_reader",
                "app": "following",
                "pk_attr": "id",
                "table_description": "A confirmed address, of a person or of nobody known. ``stopped_at``: all letters were stopped then.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RequestRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("address", fields.TextField(unique=False)),
                ("address_digest", fields.BinaryField()),
                ("mailbox_digest", fields.BinaryField()),
                ("thing", fields.CharField(max_length=80)),
                ("rhythm", fields.CharField(max_length=8)),
                ("locale", fields.CharField(max_length=2)),
                ("letters", fields.SmallIntField()),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "following_request",
                "app": "following",
                "pk_attr": "id",
                "table_description": "Somebody typed an address; nothing is written there but the letter that asks whether it was her.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "CREATE UNIQUE INDEX following_request_once ON following_request (address_digest, thing)",
                "CREATE INDEX following_request_mailbox ON following_request (mailbox_digest)",
                "CREATE UNIQUE INDEX following_reader_once ON following_reader (address_digest)",
                "CREATE INDEX following_reader_person ON following_reader (person_id)",
                "ALTER TABLE following_reader ADD CONSTRAINT following_reader_rhythm CHECK (rhythm IN ('at_once', 'daily', 'weekly'))",
                "CREATE UNIQUE INDEX following_follow_once ON following_follow (reader_id, thing)",
                "CREATE INDEX following_follow_thing ON following_follow (thing) WHERE stopped_at IS NULL",
                "CREATE UNIQUE INDEX following_news_once ON following_news (reader_id, event_id)",
                "CREATE INDEX following_news_waiting ON following_news (reader_id) WHERE letter_id IS NULL",
                "CREATE INDEX following_news_age ON following_news (happened_at)",
                """ALTER TABLE following_follow ADD CONSTRAINT following_follow_reader FOREIGN KEY (reader_id)
                   REFERENCES following_reader (id) ON DELETE CASCADE""",
                """ALTER TABLE following_news ADD CONSTRAINT following_news_reader FOREIGN KEY (reader_id)
                   REFERENCES following_reader (id) ON DELETE CASCADE""",
            ],
            [
                "ALTER TABLE following_news DROP CONSTRAINT following_news_reader",
                "ALTER TABLE following_follow DROP CONSTRAINT following_follow_reader",
                "DROP INDEX following_request_once, following_request_mailbox, following_reader_once, following_reader_person",
                "DROP INDEX following_follow_once, following_follow_thing, following_news_once, following_news_waiting, following_news_age",
                "ALTER TABLE following_reader DROP CONSTRAINT following_reader_rhythm",
            ],
        ),
    ]
