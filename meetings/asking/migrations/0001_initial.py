from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index

from meetings.asking.ahead import LIFECYCLE


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial"), ("questions", "0002_from_meetings")]

    operations = [
        ops.CreateModel(
            name="AheadRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("meeting_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("folded", fields.TextField(unique=False)),
                ("language", fields.CharField(max_length=2)),
                ("topic", fields.CharField(max_length=40)),
                ("place_code", fields.CharField(max_length=9)),
                ("asker_id", fields.UUIDField(null=True)),
                ("guest_digest", fields.BinaryField(null=True)),
                ("is_guest", fields.BooleanField()),
                ("turn", fields.SmallIntField()),
                ("channel", fields.CharField(max_length=5)),
                ("point_id", fields.UUIDField(null=True)),
                ("is_named", fields.BooleanField()),
                ("is_first_time", fields.BooleanField()),
                ("screening", fields.CharField(max_length=10)),
                ("hidden_reason", fields.CharField(null=True, max_length=40)),
                ("state", fields.CharField(max_length=12)),
                ("bundle_id", fields.UUIDField(null=True)),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("asked_moment_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("answer_kk", fields.TextField(db_default="", unique=False)),
                ("answer_ru", fields.TextField(db_default="", unique=False)),
                ("taken_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("taken_ref", fields.CharField(null=True, max_length=20)),
                ("receiver_name", fields.TextField(db_default="", unique=False)),
                ("receiver_post", fields.TextField(db_default="", unique=False)),
            ],
            options={
                "table": "asking_question",
                "app": "asking",
                "pk_attr": "id",
                "table_description": "A question ahead of a meeting, under a number of the questions' own series. ``turn``: the asker's first, second … on this list.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BundleRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("lead_id", fields.UUIDField()),
                ("origin", fields.CharField(max_length=8)),
                ("likeness", fields.SmallIntField(null=True)),
                ("made_by", fields.UUIDField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "asking_bundle",
                "app": "asking",
                "indexes": [Index(fields=["meeting_id"])],
                "pk_attr": "id",
                "table_description": "Questions that ask the same, in one language or two: one line of the order, one answer to all. ``likeness`` in percent.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DraftRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("secret_digest", fields.BinaryField()),
                (
                    "typed",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "asking_draft",
                "app": "asking",
                "unique_together": (("meeting_id", "secret_digest"),),
                "indexes": [Index(fields=["saved_at"])],
                "pk_attr": "id",
                "table_description": "What somebody typed and has not sent, while she signs in: opened again by the browser's secret alone.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="OverrideRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("position", fields.SmallIntField(null=True)),
                ("reason", fields.TextField(unique=False)),
                ("made_by", fields.UUIDField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "asking_override",
                "app": "asking",
                "indexes": [Index(fields=["question_id", "made_at"])],
                "pk_attr": "id",
                "table_description": "The chair's word on a place in the order; the latest one holds. Without a position: back to where the rule puts it. Never changed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SplitRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField(unique=True)),
                ("bundle_id", fields.UUIDField()),
                ("split_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "asking_split",
                "app": "asking",
                "pk_attr": "id",
                "table_description": "Somebody said that the bundle's answer is not an answer to hers. Never changed: her question is not bundled again.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SupportRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("supporter", fields.BinaryField()),
                ("person_id", fields.UUIDField(null=True)),
                ("is_guest", fields.BooleanField()),
                ("is_own", fields.BooleanField(db_default=False)),
                ("supported_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "asking_support",
                "app": "asking",
                "unique_together": (("question_id", "supporter"),),
                "indexes": [Index(fields=["person_id"])],
                "pk_attr": "id",
                "table_description": "One person, or one guest's browser, stands behind a question. ``is_own``: whoever asked it.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                f"""
                alter table asking_question
                  add constraint asking_question_meeting_fk foreign key (meeting_id) references schedule_meeting (id),
                  add constraint asking_question_place_fk foreign key (place_code) references territories_place (code),
                  add constraint asking_question_topic_fk foreign key (topic) references agencies_topic (key),
                  add constraint asking_question_bundle_fk foreign key (bundle_id) references asking_bundle (id) deferrable initially deferred,
                  add constraint asking_question_ref check (ref ~ '^Q-[0-9]{{4}}-[0-9]{{6,9}}$'),
                  add constraint asking_question_state check ({LIFECYCLE.check_sql()}),
                  add constraint asking_question_screening check (screening in ('waiting', 'published', 'hidden')),
                  add constraint asking_question_hidden check ((screening = 'hidden') = (hidden_reason is not null)),
                  add constraint asking_question_channel check (channel in ('web', 'desk', 'phone', 'point')),
                  add constraint asking_question_language check (language in ('kk', 'ru', 'en')),
                  add constraint asking_question_turn check (turn between 1 and 10),
                  add constraint asking_question_guest check (case when is_guest then asker_id is null else guest_digest is null end),
                  add constraint asking_question_text check (state = 'withdrawn' or char_length(text) between 10 and 600),
                  add constraint asking_question_answered check
                    (state <> 'answered' or (answered_at is not null and (answer_kk <> '' or answer_ru <> ''))),
                  add constraint asking_question_taken check ((state = 'taken_away') = (taken_ref is not null)),
                  add constraint asking_question_bundled check (bundle_id is null or (screening = 'published' and state <> 'withdrawn'))
                """,
                # So many on one list for one person, whatever two devices say at once; what was taken back makes room.
                "create unique index asking_question_turn_of_person on asking_question (meeting_id, asker_id, turn)"
                " where asker_id is not null and state <> 'withdrawn'",
                "create unique index asking_question_turn_of_guest on asking_question (meeting_id, guest_digest, turn)"
                " where guest_digest is not null and state <> 'withdrawn'",
                "create index asking_question_of_meeting on asking_question (meeting_id, state, screening)",
                "create index asking_question_asker on asking_question (asker_id, asked_at desc) where asker_id is not null",
                "create index asking_question_bundle on asking_question (bundle_id) where bundle_id is not null",
                "create index asking_question_waiting on asking_question (asked_at) where screening = 'waiting'",
                "create index asking_question_taken_as on asking_question (taken_ref) where taken_ref is not null",
                "alter table asking_support"
                " add constraint asking_support_question_fk foreign key (question_id) references asking_question (id),"
                " add constraint asking_support_guest check (not is_guest or person_id is null)",
                "alter table asking_bundle"
                " add constraint asking_bundle_meeting_fk foreign key (meeting_id) references schedule_meeting (id),"
                " add constraint asking_bundle_lead_fk foreign key (lead_id) references asking_question (id),"
                " add constraint asking_bundle_origin check (origin in ('machine', 'human')),"
                " add constraint asking_bundle_likeness check (likeness between 0 and 100)",
                "alter table asking_override"
                " add constraint asking_override_question_fk foreign key (question_id) references asking_question (id),"
                " add constraint asking_override_position check (position between 1 and 500),"
                " add constraint asking_override_reason check (char_length(reason) >= 10)",
                "alter table asking_split"
                " add constraint asking_split_question_fk foreign key (question_id) references asking_question (id)",
                "alter table asking_draft"
                " add constraint asking_draft_meeting_fk foreign key (meeting_id) references schedule_meeting (id)",
                # What everybody read beside the order is written once.
                "create trigger written_once before update or delete on asking_override"
                " for each row execute function questions_written_once()",
            ],
            [
                "drop trigger written_once on asking_override",
                "alter table asking_question drop constraint asking_question_bundle_fk",
                "alter table asking_bundle drop constraint asking_bundle_lead_fk",
            ],
        ),
    ]
