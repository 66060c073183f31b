import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from meetings.captions.captions import LANGUAGES, TEXT_MAX, Source

SOURCES = ", ".join(repr(each.value) for each in Source)
WRITTEN = ", ".join(repr(each) for each in LANGUAGES)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="LineRow",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("language", fields.CharField(max_length=2)),
                ("text", fields.TextField(unique=False)),
                ("source", fields.CharField(max_length=10)),
                ("said_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("mended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("written_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "captions_line",
                "app": "captions",
                "pk_attr": "number",
                "table_description": "``number`` is given by the database; ``text`` is empty where the line was taken back.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ClosedRow",
            fields=[
                ("meeting_id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("closed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "digests",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "captions_closed",
                "app": "captions",
                "pk_attr": "meeting_id",
                "table_description": "From ``closed_at`` on no caption of the meeting changes. ``digests``: language and digest, as the public log has them.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                f"""
                alter table captions_line
                  add constraint captions_line_meeting_fk foreign key (meeting_id) references schedule_meeting (id),
                  add constraint captions_line_language check (language in ({WRITTEN})),
                  add constraint captions_line_source check (source in ({SOURCES})),
                  add constraint captions_line_text check (char_length(text) <= {TEXT_MAX}),
                  add constraint captions_line_taken_back check (text <> '' or mended_at is not null)
                """,
                "create index captions_line_newest on captions_line (meeting_id, language, number desc)",
                "alter table captions_closed"
                " add constraint captions_closed_meeting_fk foreign key (meeting_id) references schedule_meeting (id)",
                # Whoever listens hears of each line after its commit; the hall's own version does not grow with every half sentence.
                """
                create function captions_told() returns trigger language plpgsql as $$
                begin
                  perform pg_notify('captions', (select ref from schedule_meeting where id = new.meeting_id));
                  return null;
                end $$
                """,
                "create trigger told after insert or update on captions_line for each row execute function captions_told()",
                # What the public log has the digest of stays as it is.
                """
                create function captions_stay() returns trigger language plpgsql as $$
                begin
                  if exists (select 1 from captions_closed where meeting_id = coalesce(new.meeting_id, old.meeting_id)) then
                    raise exception 'the captions of this meeting are closed' using errcode = 'integrity_constraint_violation';
                  end if;
                  return coalesce(new, old);
                end $$
                """,
                "create trigger stay before insert or update or delete on captions_line for each row execute function captions_stay()",
            ],
            [
                "drop trigger stay on captions_line",
                "drop function captions_stay()",
                "drop trigger told on captions_line",
                "drop function captions_told()",
            ],
        ),
    ]
