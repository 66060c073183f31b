"""The board of a body or a place adds up sums, too: a large oblast settles sixty thousand duties in three years.

These sums follow the notes by themselves, whoever takes those away: while a new version takes the place of the one before, workers of
that one go on summing up, and know of the country's sums alone.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

_NOTE = """
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
_NOTE_BEFORE = """
create or replace function deadlines_note_settled() returns trigger language plpgsql as $$
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
_FOLLOW = """
create function deadlines_sum_up_by_body() returns trigger language plpgsql as $$
begin
  insert into deadlines_settled_by as s (agency_id, place_code, rule_id, verdict, n)
    select agency_id, place_code, rule_id, verdict, sum(delta) from taken group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (agency_id, place_code, rule_id, verdict) do update set n = s.n + excluded.n;
  return null;
end $$
"""
# What was noted before knows neither body nor place: it goes into the country's sums, and all that was settled is counted anew below.
_EMPTY = """
with taken as (delete from deadlines_settled_note returning rule_id, verdict, delta)
insert into deadlines_settled as s (rule_id, verdict, n) select rule_id, verdict, sum(delta) from taken group by 1, 2
on conflict (rule_id, verdict) do update set n = s.n + excluded.n
"""
_WATCHED = "settled_on, due_on, outcome, kind, rule_id"


def _noted_anew(columns: str) -> str:
    old, new = (", ".join(f"{row}.{each}" for each in columns.split(", ")) for row in ("old", "new"))
    return (
        f"create trigger note_settled_anew after update of {columns} on deadlines_clock for each row"
        f" when (({old}) is distinct from ({new})) execute function deadlines_note_settled()"
    )


_OF_DUTIES = "where kind = 'duty'"
_BY_BEFORE = {
    "by_agency": f"(agency_id, settled_on, due_on) include (outcome) {_OF_DUTIES}",
    "by_place": f'(place_code collate "C", settled_on, due_on) include (outcome) {_OF_DUTIES}',
}
_BY = {name: how.replace("(outcome)", "(id, outcome, rule_id)") for name, how in _BY_BEFORE.items()}


def _made(indexes: dict[str, str]) -> list[str]:
    return [f"create index deadlines_clock_{name} on deadlines_clock {how}" for name, how in indexes.items()]


def _dropped(indexes: dict[str, str]) -> list[str]:
    return [f"drop index deadlines_clock_{name}" for name in indexes]


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0004_settled_sums")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "lock table deadlines_clock, deadlines_settled_note in share row exclusive mode",
                "create table deadlines_settled_by (agency_id uuid, place_code varchar(9), rule_id varchar(80) not null,"
                " verdict varchar(10) not null, n bigint not null, unique nulls not distinct (agency_id, place_code, rule_id, verdict))",
                'create index deadlines_settled_by_place on deadlines_settled_by (place_code collate "C")',
                _EMPTY,
                "alter table deadlines_settled_note add column agency_id uuid, add column place_code varchar(9)",
                "insert into deadlines_settled_by (agency_id, place_code, rule_id, verdict, n)"
                " select agency_id, place_code, rule_id, deadlines_verdict(settled_on, due_on, outcome), count(*)"
                " from deadlines_clock where kind = 'duty' and settled_on is not null group by 1, 2, 3, 4",
                _NOTE,
                "drop trigger note_settled_anew on deadlines_clock",
                _noted_anew(f"{_WATCHED}, agency_id, place_code"),
                _FOLLOW,
                "create trigger sum_up_by_body after delete on deadlines_settled_note referencing old table as taken"
                " for each statement execute function deadlines_sum_up_by_body()",
                # What is open, and what was settled this week, is counted from an index alone.
                'create index deadlines_clock_owed_place on deadlines_clock (place_code collate "C", due_on) include (id, rule_id)'
                " where settled_on is null and kind = 'duty'",
                "create index deadlines_clock_owed_agency on deadlines_clock (agency_id, due_on) include (id, rule_id)"
                " where settled_on is null and kind = 'duty'",
                "create index deadlines_clock_week on deadlines_clock (settled_on desc, id desc)"
                " include (due_on, place_code, agency_id, rule_id, outcome) where settled_on is not null and kind = 'duty'",
                *_dropped(_BY_BEFORE),
                *_made(_BY),
            ],
            [
                *_dropped(_BY),
                *_made(_BY_BEFORE),
                "drop index deadlines_clock_week, deadlines_clock_owed_agency, deadlines_clock_owed_place",
                "drop trigger sum_up_by_body on deadlines_settled_note",
                "drop function deadlines_sum_up_by_body()",
                "drop trigger note_settled_anew on deadlines_clock",
                _noted_anew(_WATCHED),
                _NOTE_BEFORE,
                "alter table deadlines_settled_note drop column agency_id, drop column place_code",
                "drop table deadlines_settled_by",
            ],
        ),
    ]
