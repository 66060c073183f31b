"""What the country owes, and what it settled this week, is added up by day: tens of thousands of duties are open at any time."""

from tortoise import migrations
from tortoise.migrations import operations as ops

_VERDICT = "case when {row}.settled_on is null then 'open' else deadlines_verdict({row}.settled_on, {row}.due_on, {row}.outcome) end"
_DAY = "coalesce({row}.settled_on, {row}.due_on)"


def _insert(row: str, delta: int) -> str:
    return (
        "insert into deadlines_settled_note (rule_id, verdict, delta, agency_id, place_code, on_day)"
        f" values ({row}.rule_id, {_VERDICT.format(row=row)}, {delta}, {row}.agency_id, {row}.place_code, {_DAY.format(row=row)});"
    )


_NOTE = f"""
create or replace function deadlines_note_settled() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.kind = 'duty' then {_insert("old", -1)} end if;
  if tg_op <> 'DELETE' and new.kind = 'duty' then {_insert("new", 1)} end if;
  return null;
end $$
"""
_NOTE_BEFORE = """
create or replace function deadlines_note_settled() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.kind = 'duty' and old.settled_on is not null then
    insert into deadlines_settled_note (rule_id, verdict, delta, agency_id, place_code)
      values (old.rule_id, deadlines_verdict(old.settled_on, old.due_on, old.outcome), -1, old.agency_id, old.place_code);
  end if;
  if tg_op <> 'DELETE' and new.kind = 'duty' and new.settled_on is not null then
    insert into deadlines_settled_note (rule_id, verdict, delta, agency_id, place_code)
      values (new.rule_id, deadlines_verdict(new.settled_on, new.due_on, new.outcome), 1, new.agency_id, new.place_code);
  end if;
  return null;
end $$
"""
_FOLLOW = """
create or replace function deadlines_sum_up_by_body() returns trigger language plpgsql as $$
begin
  insert into deadlines_settled_by as s (agency_id, place_code, rule_id, verdict, n)
    select agency_id, place_code, rule_id, verdict, sum(delta) from taken where verdict <> 'open' group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (agency_id, place_code, rule_id, verdict) do update set n = s.n + excluded.n;
  {days}
  return null;
end $$
"""
_DAYS = """
  insert into deadlines_on_day as d (rule_id, verdict, on_day, n)
    select rule_id, verdict, on_day, sum(delta) from taken group by 1, 2, 3 order by 1, 2, 3
    on conflict (rule_id, verdict, on_day) do update set n = d.n + excluded.n;
"""
# Notes from before know no day: they go into the sums that do without, and all is counted anew below.
_EMPTY = """
with taken as (delete from deadlines_settled_note returning rule_id, verdict, delta)
insert into deadlines_settled as s (rule_id, verdict, n) select rule_id, verdict, sum(delta) from taken group by 1, 2
on conflict (rule_id, verdict) do update set n = s.n + excluded.n
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0005_sums_by_body")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "lock table deadlines_clock, deadlines_settled_note in share row exclusive mode",
                _EMPTY,
                "alter table deadlines_settled_note add column on_day date",
                "create table deadlines_on_day (rule_id varchar(80) not null, verdict varchar(10) not null, on_day date, n bigint not null,"
                " unique nulls not distinct (rule_id, verdict, on_day))",
                "create index deadlines_on_day_told on deadlines_on_day (verdict, on_day) include (rule_id, n) where n <> 0",
                "insert into deadlines_on_day (rule_id, verdict, on_day, n)"
                f" select rule_id, {_VERDICT.format(row='c')}, {_DAY.format(row='c')}, count(*) from deadlines_clock c where kind = 'duty' group by 1, 2, 3",
                _NOTE,
                _FOLLOW.format(days=_DAYS),
            ],
            [
                "delete from deadlines_settled_note where verdict = 'open'",
                "delete from deadlines_settled where verdict = 'open'",
                _NOTE_BEFORE,
                _FOLLOW.format(days=""),
                "alter table deadlines_settled_note drop column on_day",
                "drop table deadlines_on_day",
            ],
        ),
    ]
