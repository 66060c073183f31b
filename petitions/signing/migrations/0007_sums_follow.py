"""Sums by day and by share follow the hours by themselves, whoever writes those.

While a new version takes the place of the one before, counters of that one go on for minutes: what they counted after 0005 is missing
in its sums, which are therefore made anew, and would be missing for ever.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

_DAYS = """
insert into signing_day as d (id, petition_id, on_day, net)
select gen_random_uuid(), petition_id, (hour_at at time zone 'Asia/Almaty')::date, sum(net) from {hours} group by 2, 3 order by 2, 3
"""
_SHARES = """
insert into signing_share as s (id, petition_id, place_code, proof, net)
select gen_random_uuid(), petition_id, place_code, proof, sum(net) from {hours} group by 2, 3, 4 order by 2, 3, 4
"""
_COME = "select petition_id, hour_at, place_code, proof, net from come"
_GONE = "select petition_id, hour_at, place_code, proof, -net from gone"
_AT = {
    "insert": (_COME, "new table as come"),
    "update": (f"{_COME} union all {_GONE}", "old table as gone new table as come"),
    "delete": (_GONE.replace("-net", "-net as net"), "old table as gone"),
}


def _function(verb: str) -> str:
    hours = f"({_AT[verb][0]}) hours"
    return f"""
create function signing_sum_up_{verb}() returns trigger language plpgsql as $$
begin
  {_DAYS.format(hours=hours)} on conflict (petition_id, on_day) do update set net = d.net + excluded.net;
  {_SHARES.format(hours=hours)} on conflict (petition_id, place_code, proof) do update set net = s.net + excluded.net;
  return null;
end $$
"""


def _trigger(verb: str) -> str:
    return (
        f"create trigger sum_up_{verb} after {verb} on signing_series referencing {_AT[verb][1]}"
        f" for each statement execute function signing_sum_up_{verb}()"
    )


class Migration(migrations.Migration):
    dependencies = [("signing", "0006_comments")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "lock table signing_series in share row exclusive mode",
                "delete from signing_day",
                "delete from signing_share",
                _DAYS.format(hours="signing_series"),
                _SHARES.format(hours="signing_series"),
                *(_function(verb) for verb in _AT),
                *(_trigger(verb) for verb in _AT),
            ],
            [
                *(f"drop trigger sum_up_{verb} on signing_series" for verb in _AT),
                *(f"drop function signing_sum_up_{verb}()" for verb in _AT),
            ],
        ),
    ]
