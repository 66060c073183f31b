from tortoise import migrations
from tortoise.migrations import operations as ops

# Which transaction changed the row last: readers ask what changed since (hearing_state/db/marks.py).
_MARK = """
create function questions_question_marked() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end $$
"""
# What happens to it elsewhere is a change too.
_TOUCH = """
create function questions_event_marks() returns trigger language plpgsql as $$
begin
  update questions_question set changed_in = pg_current_xact_id()
   where id = coalesce(new.question_id, old.question_id) and changed_in <> pg_current_xact_id();
  return null;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("questions", "0005_lists")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "alter table questions_question add column changed_in xid8 not null default pg_current_xact_id()",
                "create index questions_question_changed on questions_question (changed_in, id)",
                _MARK,
                "create trigger marked before update on questions_question for each row execute function questions_question_marked()",
                _TOUCH,
                "create trigger marks after insert on questions_event for each row when (new.is_public) execute function questions_event_marks()",
            ],
            [
                "drop trigger marks on questions_event",
                "drop function questions_event_marks()",
                "drop trigger marked on questions_question",
                "drop function questions_question_marked()",
                "alter table questions_question drop column changed_in",
            ],
        ),
    ]
