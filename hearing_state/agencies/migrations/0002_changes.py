from tortoise import migrations
from tortoise.migrations import operations as ops

# Which transaction changed the row last: readers ask what changed since (hearing_state/db/marks.py).
_MARK = """
create function agencies_agency_marked() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end $$
"""
# What happens to it elsewhere is a change too.
_TOUCH = """
create function agencies_appointment_marks() returns trigger language plpgsql as $$
begin
  update agencies_agency set changed_in = pg_current_xact_id()
   where id = coalesce(new.agency_id, old.agency_id) and changed_in <> pg_current_xact_id();
  return null;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "alter table agencies_agency add column changed_in xid8 not null default pg_current_xact_id()",
                "create index agencies_agency_changed on agencies_agency (changed_in, id)",
                _MARK,
                "create trigger marked before update on agencies_agency for each row execute function agencies_agency_marked()",
                _TOUCH,
                "create trigger marks after insert or update or delete on agencies_appointment for each row execute function agencies_appointment_marks()",
            ],
            [
                "drop trigger marks on agencies_appointment",
                "drop function agencies_appointment_marks()",
                "drop trigger marked on agencies_agency",
                "drop function agencies_agency_marked()",
                "alter table agencies_agency drop column changed_in",
            ],
        ),
    ]
