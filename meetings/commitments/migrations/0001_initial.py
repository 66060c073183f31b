from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from meetings.commitments.commitment import LIFECYCLE, EventKind, ReminderKind
from tortoise import fields
from tortoise.indexes import Index


KINDS = ", ".join(f"'{each}'" for each in EventKind)
REMINDERS = ", ".join(f"'{each}'" for each in ReminderKind)
KEEP_WORDS = """
create function commitments_keep_words() returns trigger language plpgsql as $$
begin
  if (new.ref, new.meeting_id, new.quote, new.language, new.said_at, new.offset_seconds, new.first_due_on, new.first_agency_id, new.made_at)
     is distinct from
     (old.ref, old.meeting_id, old.quote, old.language, old.said_at, old.offset_seconds, old.first_due_on, old.first_agency_id, old.made_at)
     or new.translation_kk <> old.translation_kk or new.translation_ru <> old.translation_ru then
    raise exception 'the words of a promise are never rewritten' using errcode = 'check_violation', constraint = 'commitments_keep_words';
  end if;
  return new;
end $$
"""
KEEP_EVENTS = """
create function commitments_keep_events() returns trigger language plpgsql as $$
begin
  raise exception 'what happened to a promise is never rewritten' using errcode = 'check_violation', constraint = 'commitments_keep_events';
end $$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="CommitmentRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("meeting_id", fields.UUIDField()),
                ("agency_id", fields.UUIDField()),
                ("first_agency_id", fields.UUIDField()),
                ("owner_post_kk", fields.TextField(unique=False)),
                ("owner_post_ru", fields.TextField(unique=False)),
                ("owner_post_en", fields.TextField(db_default="", unique=False)),
                ("owner_name", fields.TextField(unique=False)),
                ("owner_person_id", fields.UUIDField(null=True)),
                ("quote", fields.TextField(unique=False)),
                ("language", fields.CharField(max_length=2)),
                ("translation_kk", fields.TextField(db_default="", unique=False)),
                ("translation_ru", fields.TextField(db_default="", unique=False)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("said_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("offset_seconds", fields.IntField()),
                ("question_ref", fields.CharField(null=True, max_length=20)),
                ("first_due_on", fields.DateField()),
                ("due_on", fields.DateField()),
                ("state", fields.CharField(max_length=10)),
                ("kept_on", fields.DateField(null=True)),
                ("broken_on", fields.DateField(null=True)),
                ("is_narrowed", fields.BooleanField(db_default=False)),
                ("contests", fields.IntField(db_default=0)),
                ("made_by", fields.UUIDField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "commitments_commitment",
                "app": "commitments",
                "indexes": [Index(fields=["meeting_id", "said_at"]), Index(fields=["agency_id", "due_on"])],
                "pk_attr": "id",
                "table_description": "A promise. The database itself refuses to change its words, its moment and the day that was said.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ContestRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("commitment_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("answer", fields.TextField(db_default="", unique=False)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("answered_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "commitments_contest",
                "app": "commitments",
                "unique_together": (("commitment_id", "person_id"),),
                "pk_attr": "id",
                "table_description": "Somebody who had asked says that what counts as kept was not done. The words are for the office; that it happened is public.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("commitment_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("kind", fields.CharField(max_length=12)),
                ("happened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("made_by", fields.UUIDField(null=True)),
                ("agency_id", fields.UUIDField()),
                ("text", fields.TextField(db_default="", unique=False)),
                ("before_on", fields.DateField(null=True)),
                ("after_on", fields.DateField(null=True)),
            ],
            options={
                "table": "commitments_event",
                "app": "commitments",
                "unique_together": (("commitment_id", "number"),),
                "pk_attr": "id",
                "table_description": "One thing that happened to a promise. Only ever added.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FollowRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("commitment_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("followed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "commitments_follow",
                "app": "commitments",
                "unique_together": (("commitment_id", "person_id"),),
                "indexes": [Index(fields=["person_id"])],
                "pk_attr": "id",
                "table_description": "Somebody wants to be told how it goes on.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ReminderRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("commitment_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=8)),
                ("due_on", fields.DateField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "commitments_reminder",
                "app": "commitments",
                "unique_together": (("commitment_id", "kind", "due_on"),),
                "pk_attr": "id",
                "table_description": "That the owner was told of a day: the unique row lets it happen once.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create sequence commitments_number",
                f"alter table commitments_commitment add constraint commitments_commitment_state check ({LIFECYCLE.check_sql()}),"
                " add constraint commitments_commitment_language check (language in ('kk', 'ru', 'en')),"
                " add constraint commitments_commitment_kept check ((state = 'kept') = (kept_on is not null)),"
                " add constraint commitments_commitment_broken check ((state = 'broken') = (broken_on is not null)),"
                " add constraint commitments_commitment_days check (first_due_on > (said_at at time zone 'Asia/Almaty')::date),"
                " add constraint commitments_commitment_offset check (offset_seconds >= 0),"
                " add constraint commitments_commitment_meeting_fk foreign key (meeting_id) references schedule_meeting (id),"
                " add constraint commitments_commitment_agency_fk foreign key (agency_id) references agencies_agency (id),"
                " add constraint commitments_commitment_first_fk foreign key (first_agency_id) references agencies_agency (id),"
                " add constraint commitments_commitment_place_fk foreign key (place_code) references territories_place (code)",
                'create index commitments_by_place on commitments_commitment (place_code collate "C", due_on)',
                "create index commitments_open on commitments_commitment (due_on, id) where state = 'promised'",
                "create index commitments_kept on commitments_commitment (kept_on desc, id) where state = 'kept'",
                "create index commitments_broken on commitments_commitment (broken_on desc, id) where state = 'broken'",
                "create index commitments_by_question on commitments_commitment (question_ref) where question_ref is not null",
                f"alter table commitments_event add constraint commitments_event_kind check (kind in ({KINDS})),"
                " add constraint commitments_event_commitment_fk foreign key (commitment_id) references commitments_commitment (id),"
                " add constraint commitments_event_agency_fk foreign key (agency_id) references agencies_agency (id)",
                "create index commitments_event_lately on commitments_event (happened_at desc, id desc)",
                "alter table commitments_contest"
                " add constraint commitments_contest_answer check ((answered_at is null) = (answer = '')),"
                " add constraint commitments_contest_commitment_fk foreign key (commitment_id) references commitments_commitment (id)",
                "alter table commitments_follow"
                " add constraint commitments_follow_commitment_fk foreign key (commitment_id) references commitments_commitment (id)",
                f"alter table commitments_reminder add constraint commitments_reminder_kind check (kind in ({REMINDERS})),"
                " add constraint commitments_reminder_commitment_fk foreign key (commitment_id) references commitments_commitment (id)",
                KEEP_WORDS,
                "create trigger commitments_keep_words before update on commitments_commitment"
                " for each row execute function commitments_keep_words()",
                KEEP_EVENTS,
                "create trigger commitments_keep_events before update on commitments_event"
                " for each row execute function commitments_keep_events()",
            ],
            [
                "drop trigger commitments_keep_events on commitments_event",
                "drop function commitments_keep_events",
                "drop trigger commitments_keep_words on commitments_commitment",
                "drop function commitments_keep_words",
                "drop sequence commitments_number",
            ],
        ),
    ]
