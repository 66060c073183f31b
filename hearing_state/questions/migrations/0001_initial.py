from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("agencies", "0001_initial"), ("deadlines", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="AnswerDraftRow",
            fields=[
                (
                    "question_id",
                    fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True),
                ),
                ("language", fields.CharField(max_length=2)),
                ("text", fields.TextField(unique=False)),
                ("law", fields.TextField(unique=False)),
                ("complaint", fields.TextField(unique=False)),
                (
                    "points",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("written_by", fields.UUIDField()),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("proposed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("remark", fields.TextField(db_default="", unique=False)),
            ],
            options={
                "table": "questions_answer_draft",
                "app": "questions",
                "pk_attr": "question_id",
                "table_description": "The answer being written; ``proposed_at`` while it waits for a second person.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AnswerPointRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("answer_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("outcome", fields.CharField(max_length=12)),
                ("text", fields.TextField(unique=False)),
                ("ground", fields.TextField(unique=False)),
            ],
            options={
                "table": "questions_answer_point",
                "app": "questions",
                "unique_together": (("answer_id", "number"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AnswerRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("version", fields.SmallIntField()),
                ("language", fields.CharField(max_length=2)),
                ("agency_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("law", fields.TextField(unique=False)),
                ("complaint", fields.TextField(unique=False)),
                ("reason", fields.TextField(db_default="", unique=False)),
                ("digest", fields.CharField(max_length=64)),
                ("written_by", fields.UUIDField()),
                ("approved_by", fields.UUIDField(null=True)),
                ("is_second_round", fields.BooleanField(db_default=False)),
                ("published_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_answer",
                "app": "questions",
                "unique_together": (("question_id", "version", "language"),),
                "pk_attr": "id",
                "table_description": "One published version in one language. Its text is not rewritten; a correction is the next version.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ConsultationRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("asked_by", fields.UUIDField()),
                ("colleague_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("advice", fields.TextField(null=True, unique=False)),
                ("advised_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_consultation",
                "app": "questions",
                "indexes": [
                    Index(fields=["question_id", "asked_at"]),
                    Index(fields=["colleague_id", "advised_at"]),
                ],
                "pk_attr": "id",
                "table_description": "A colleague in the same body is asked, and advises.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DraftRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("owner_id", fields.UUIDField(null=True)),
                ("secret_digest", fields.BinaryField(null=True)),
                (
                    "typed",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_draft",
                "app": "questions",
                "indexes": [Index(fields=["owner_id"]), Index(fields=["saved_at"])],
                "pk_attr": "id",
                "table_description": "What somebody began to ask: owned by a person, or by whoever has the browser's secret.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EditLockRow",
            fields=[
                (
                    "question_id",
                    fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True),
                ),
                ("person_id", fields.UUIDField()),
                ("name", fields.TextField(unique=False)),
                ("taken_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_edit_lock",
                "app": "questions",
                "pk_attr": "question_id",
                "table_description": "Who is writing the answer now. It expires by itself and can be taken over.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=24)),
                ("happened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("actor_id", fields.UUIDField(null=True)),
                ("role", fields.CharField(max_length=16)),
                ("agency_id", fields.UUIDField(null=True)),
                ("post_kk", fields.TextField(db_default="", unique=False)),
                ("post_ru", fields.TextField(db_default="", unique=False)),
                ("post_en", fields.TextField(db_default="", unique=False)),
                ("reason", fields.TextField(db_default="", unique=False)),
                (
                    "facts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("is_public", fields.BooleanField()),
            ],
            options={
                "table": "questions_event",
                "app": "questions",
                "indexes": [Index(fields=["question_id", "happened_at"])],
                "pk_attr": "id",
                "table_description": "One thing that happened. Never changed, never deleted. The post is the one held at that moment.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FollowRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("followed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_follow",
                "app": "questions",
                "unique_together": (("question_id", "person_id"),),
                "indexes": [Index(fields=["person_id"])],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MaskRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("part", fields.CharField(max_length=40)),
                ("before", fields.TextField(unique=False)),
                ("fragment", fields.TextField(unique=False)),
                ("reason", fields.TextField(unique=False)),
                ("masked_by", fields.UUIDField()),
                ("masked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_mask",
                "app": "questions",
                "indexes": [Index(fields=["question_id", "masked_at"])],
                "pk_attr": "id",
                "table_description": "What was masked by whom, why, and what stood there before: for the asker and the holders only.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NoteRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("author_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("written_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_note",
                "app": "questions",
                "indexes": [Index(fields=["question_id", "written_at"])],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PointRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("text", fields.TextField(unique=False)),
                ("state", fields.CharField(max_length=12)),
                ("into_ref", fields.CharField(null=True, max_length=20)),
            ],
            options={
                "table": "questions_point",
                "app": "questions",
                "unique_together": (("question_id", "number"),),
                "pk_attr": "id",
                "table_description": "One numbered point. ``into_ref``: the question that it went into when it was split off.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="QuestionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("kind", fields.CharField(max_length=16)),
                ("title", fields.TextField(unique=False)),
                ("text", fields.TextField(unique=False)),
                ("folded", fields.TextField(unique=False)),
                ("language", fields.CharField(max_length=2)),
                ("place_code", fields.CharField(max_length=9)),
                ("topic", fields.CharField(max_length=40)),
                ("agency_id", fields.UUIDField()),
                ("asker_id", fields.UUIDField(null=True)),
                ("is_public", fields.BooleanField()),
                ("consent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("screening", fields.CharField(max_length=10)),
                ("hidden_reason", fields.CharField(null=True, max_length=40)),
                ("state", fields.CharField(max_length=16)),
                ("channel", fields.CharField(max_length=8)),
                ("registered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("registered_on", fields.DateField()),
                ("receiver_name", fields.TextField(db_default="", unique=False)),
                ("receiver_post", fields.TextField(db_default="", unique=False)),
                ("received_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("redirect_until_on", fields.DateField()),
                ("clock_id", fields.UUIDField()),
                ("taken_by", fields.UUIDField(null=True)),
                ("cure_until_on", fields.DateField(null=True)),
                ("parent_ref", fields.CharField(null=True, max_length=20)),
                ("was_redirected", fields.BooleanField(db_default=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_question",
                "app": "questions",
                "pk_attr": "id",
                "table_description": "A registered question. Title and text are what may be shown: what was masked lies in MaskRow.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RatingRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("question_id", fields.UUIDField()),
                ("is_second_round", fields.BooleanField()),
                ("stars", fields.SmallIntField()),
                ("remark", fields.TextField(db_default="", unique=False)),
                ("rated_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_rating",
                "app": "questions",
                "unique_together": (("question_id", "is_second_round"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TemplateRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField()),
                ("language", fields.CharField(max_length=2)),
                ("name", fields.TextField(unique=False)),
                ("text", fields.TextField(unique=False)),
                ("saved_by", fields.UUIDField()),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("removed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "questions_template",
                "app": "questions",
                "indexes": [Index(fields=["agency_id", "language"])],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                # One number series for all years: never doubled, nobody waits for anybody (gaps may be).
                "create sequence questions_slip_number",
                """
                alter table questions_question
                  add constraint questions_question_state check (state in ('registered', 'screened', 'with_body', 'returned',
                    'followed_up', 'answered', 'answered_again', 'rated', 'terminated', 'noted', 'refused', 'withdrawn')),
                  add constraint questions_question_kind check (kind in
                    ('inquiry', 'application', 'complaint', 'message', 'proposal', 'response', 'information')),
                  add constraint questions_question_screening check (screening in ('private', 'waiting', 'published', 'hidden')),
                  add constraint questions_question_hidden check ((screening = 'hidden') = (hidden_reason is not null)),
                  add constraint questions_question_private check (is_public = (screening <> 'private')),
                  add constraint questions_question_consent check (is_public = (consent_at is not null)),
                  add constraint questions_question_channel check (channel in ('web', 'phone', 'desk')),
                  add constraint questions_question_language check (language in ('kk', 'ru', 'en')),
                  add constraint questions_question_ref check (ref ~ '^Q-[0-9]{4}-[0-9]{6,9}$'),
                  add constraint questions_question_cure check ((state = 'returned') = (cure_until_on is not null)),
                  add constraint questions_question_closed check
                    ((state in ('registered', 'screened', 'with_body', 'returned', 'followed_up')) = (closed_at is null)),
                  add constraint questions_question_place_fk foreign key (place_code) references territories_place (code),
                  add constraint questions_question_agency_fk foreign key (agency_id) references agencies_agency (id),
                  add constraint questions_question_topic_fk foreign key (topic) references agencies_topic (key),
                  add constraint questions_question_clock_fk foreign key (clock_id) references deadlines_clock (id),
                  add constraint questions_question_parent_fk foreign key (parent_ref) references questions_question (ref)
                """,
                # Russian words are stemmed; Kazakh and English ones are matched by their beginnings.
                """
                alter table questions_question add column words tsvector generated always as (
                  case when language = 'ru'
                    then setweight(to_tsvector('russian', title), 'A') || setweight(to_tsvector('russian', text), 'B')
                    else setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', text), 'B') end) stored
                """,
                "create index questions_question_words on questions_question using gin (words)",
                "create index questions_question_sounds on questions_question using gin (folded gin_trgm_ops)",
                'create index questions_question_place on questions_question (place_code collate "C", registered_at desc)',
                "create index questions_question_agency on questions_question (agency_id, state)",
                "create index questions_question_topic on questions_question (topic, registered_at desc)",
                "create index questions_question_latest on questions_question (registered_at desc, id)",
                "create index questions_question_asker on questions_question (asker_id, registered_at desc) where asker_id is not null",
                "create index questions_question_parent on questions_question (parent_ref) where parent_ref is not null",
                "create index questions_question_screening on questions_question (registered_at) where screening = 'waiting'",
                # One open answer clock for one question.
                "create unique index questions_question_clock on questions_question (clock_id)",
                *(
                    f"alter table questions_{table} add constraint questions_{table}_question_fk"
                    " foreign key (question_id) references questions_question (id)"
                    for table in (
                        "point",
                        "event",
                        "answer",
                        "answer_draft",
                        "note",
                        "consultation",
                        "edit_lock",
                        "follow",
                        "rating",
                        "mask",
                    )
                ),
                "alter table questions_answer_point"
                " add constraint questions_answer_point_answer_fk foreign key (answer_id) references questions_answer (id),"
                " add constraint questions_answer_point_outcome check (outcome in ('answered', 'refused', 'redirected'))",
                "alter table questions_point"
                " add constraint questions_point_number check (number between 1 and 12),"
                " add constraint questions_point_state check (state in ('open', 'answered', 'refused', 'redirected', 'unanswered')),"
                " add constraint questions_point_into_fk foreign key (into_ref) references questions_question (ref)",
                "alter table questions_answer add constraint questions_answer_version check (version >= 1),"
                " add constraint questions_answer_reason check (version = 1 or is_second_round or reason <> ''),"
                " add constraint questions_answer_second check (approved_by <> written_by)",
                "alter table questions_rating add constraint questions_rating_stars check (stars between 1 and 5)",
                "alter table questions_draft add constraint questions_draft_owned"
                " check ((owner_id is null) <> (secret_digest is null))",
                "create index questions_draft_secret on questions_draft (secret_digest) where secret_digest is not null",
                "alter table questions_template"
                " add constraint questions_template_agency_fk foreign key (agency_id) references agencies_agency (id)",
                # History is written once.
                """
                create function questions_written_once() returns trigger language plpgsql as
                $$ begin raise exception '% is never changed', tg_table_name; end $$
                """,
                "create trigger written_once before update or delete on questions_event"
                " for each row execute function questions_written_once()",
                # The duty clock of each question, in one place, so that lists can be sorted and filtered by it.
                "create view questions_clock as select c.id, c.due_on, c.settled_on, c.outcome from deadlines_clock c",
            ],
            [
                "drop view questions_clock",
                "drop trigger written_once on questions_event",
                "drop function questions_written_once()",
                "alter table questions_question drop constraint questions_question_parent_fk",
                "alter table questions_point drop constraint questions_point_into_fk",
                *(
                    f"alter table questions_{table} drop constraint questions_{table}_question_fk"
                    for table in (
                        "point",
                        "event",
                        "answer",
                        "answer_draft",
                        "note",
                        "consultation",
                        "edit_lock",
                        "follow",
                        "rating",
                        "mask",
                    )
                ),
                "alter table questions_answer_point drop constraint questions_answer_point_answer_fk",
                "drop sequence questions_slip_number",
            ],
        ),
    ]
