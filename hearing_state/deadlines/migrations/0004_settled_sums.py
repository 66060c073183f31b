"""The board of the whole country adds up notes and sums instead of all duties that were ever settled.

A change of a settled duty leaves a note, in its own transaction; the timetable puts notes into the sums. Who reads adds both, so the
numbers are those of this very moment, and nobody waits for anybody at a sum.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

_VERDICT = """
create function deadlines_verdict(settled_on date, due_on date, outcome text) returns text language sql immutable as $$
  select case when outcome = 'withdrawn' then 'withdrawn' when settled_on > due_on then 'late' else 'kept' end
$$
"""
_NOTE = """
create function deadlines_note_settled() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.kind = 'duty' and old.settled_on is not null then
    insert into deadlines_settled_note (rule_id, verdict, delta) values (old.rule_id, deadlines_verdict(old.settled_on, old.due_on, old.outcome), -1);
  end if;
  if tg_op <> 'DELETE' and new.kind = 'duty' and new.settled_on is not null then
    insert into deadlines_settled_note (rule_id, verdict, delta) values (new.rule_id, deadlines_verdict(new.settled_on, new.due_on, new.outcome), 1);
  end if;
  return null;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_owed_by")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                # "Due soonest", what is open first.
                "create index deadlines_clock_soonest on deadlines_clock ((settled_on is not null), due_on, id)",
                "create index deadlines_clock_owed on deadlines_clock (due_on) where settled_on is null and kind = 'duty'",
                "create table deadlines_settled (rule_id varchar(80), verdict varchar(10), n bigint not null, primary key (rule_id, verdict))",
                "create table deadlines_settled_note (id bigint generated always as identity primary key, rule_id varchar(80) not null,"
                " verdict varchar(10) not null, delta smallint not null)",
                _VERDICT,
                _NOTE,
                "insert into deadlines_settled (rule_id, verdict, n) select rule_id, deadlines_verdict(settled_on, due_on, outcome), count(*)"
                " from deadlines_clock where kind = 'duty' and settled_on is not null group by 1, 2",
                "create trigger note_settled after insert or delete on deadlines_clock for each row execute function deadlines_note_settled()",
                "create trigger note_settled_anew after update of settled_on, due_on, outcome, kind, rule_id on deadlines_clock for each row"
                " when ((old.settled_on, old.due_on, old.outcome, old.kind, old.rule_id) is distinct from"
                " (new.settled_on, new.due_on, new.outcome, new.kind, new.rule_id)) execute function deadlines_note_settled()",
            ],
            [
                "drop trigger note_settled_anew on deadlines_clock",
                "drop trigger note_settled on deadlines_clock",
                "drop function deadlines_note_settled()",
                "drop function deadlines_verdict(date, date, text)",
                "drop table deadlines_settled_note, deadlines_settled",
                "drop index deadlines_clock_owed, deadlines_clock_soonest",
            ],
        ),
    ]
