from tortoise import migrations
from tortoise.migrations import operations as ops

# Which transaction changed the row last: readers ask what changed since (hearing_state/db/marks.py).
_MARK = """
create function drafting_petition_marked() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end $$
"""
# What happens to it elsewhere is a change too.
_TOUCH = """
create function drafting_event_marks() returns trigger language plpgsql as $$
begin
  update drafting_petition set changed_in = pg_current_xact_id()
   where id = coalesce(new.petition_id, old.petition_id) and changed_in <> pg_current_xact_id();
  return null;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("drafting", "0002_lists")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "alter table drafting_petition add column changed_in xid8 not null default pg_current_xact_id()",
                "create index drafting_petition_changed on drafting_petition (changed_in, id)",
                _MARK,
                "create trigger marked before update on drafting_petition for each row execute function drafting_petition_marked()",
                _TOUCH,
                "create trigger marks after insert on drafting_event for each row execute function drafting_event_marks()",
            ],
            [
                "drop trigger marks on drafting_event",
                "drop function drafting_event_marks()",
                "drop trigger marked on drafting_petition",
                "drop function drafting_petition_marked()",
                "alter table drafting_petition drop column changed_in",
            ],
        ),
    ]
