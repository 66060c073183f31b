"""What a place and a body have behind them stands in sums: of an oblast fifty thousand questions were counted for each look at its page.

A question that is closed adds one in its own transaction. Bodies close few questions at a time, so hardly anybody waits for a sum; what is
open is not in it, and asking touches none.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

_ANSWERED = "{row}.state in ('answered', 'rated', 'answered_again')"


def _add(row: str, by: int) -> str:
    return f"""
    insert into questions_closed as s (agency_id, place_code, is_answered, n)
      values ({row}.agency_id, {row}.place_code, {_ANSWERED.format(row=row)}, {by})
      on conflict (agency_id, place_code, is_answered) do update set n = s.n + excluded.n;"""


_SUM_UP = f"""
create function questions_sum_up_closed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.closed_at is not null then {_add("old", -1)}
  end if;
  if tg_op <> 'DELETE' and new.closed_at is not null then {_add("new", 1)}
  end if;
  return null;
end $$
"""
_RUN = "for each row when ({when}) execute function questions_sum_up_closed()"
# With what a list of overdue ones is narrowed by: each of both tables then tells its part from an index.
_CLOCK = "select c.id, c.due_on, c.settled_on, c.outcome{more} from deadlines_clock c"
_CHANGED = """
(old.closed_at is not null or new.closed_at is not null)
  and (old.agency_id, old.place_code, old.state) is distinct from (new.agency_id, new.place_code, new.state)
"""


class Migration(migrations.Migration):
    dependencies = [("questions", "0011_open_lists")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "lock table questions_question in share row exclusive mode",
                "create table questions_closed (agency_id uuid, place_code varchar(9), is_answered boolean, n bigint not null,"
                " primary key (agency_id, place_code, is_answered))",
                'create index questions_closed_place on questions_closed (place_code collate "C")',
                "insert into questions_closed (agency_id, place_code, is_answered, n)"
                f" select q.agency_id, q.place_code, {_ANSWERED.format(row='q')}, count(*) from questions_question q"
                " where q.closed_at is not null group by 1, 2, 3",
                _SUM_UP,
                f"create trigger closed_came after insert on questions_question {_RUN.format(when='new.closed_at is not null')}",
                f"create trigger closed_went after delete on questions_question {_RUN.format(when='old.closed_at is not null')}",
                "create trigger closed_changed after update of agency_id, place_code, state, closed_at on questions_question"
                f" {_RUN.format(when=_CHANGED)}",
                f"create or replace view questions_clock as {_CLOCK.format(more=', c.kind, c.agency_id, c.place_code')}",
            ],
            [
                "drop view questions_clock",
                f"create view questions_clock as {_CLOCK.format(more='')}",
                "drop trigger closed_changed on questions_question",
                "drop trigger closed_went on questions_question",
                "drop trigger closed_came on questions_question",
                "drop function questions_sum_up_closed()",
                "drop table questions_closed",
            ],
        ),
    ]
