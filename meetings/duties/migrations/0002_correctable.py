from importlib import import_module

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


# What every branch of the view tells of a rule. Periods are held against an office from ``counted_from`` on:
# * a corrected rule goes on where its first version began, so that a correction hides no village that waits;
# * the record's first day is that of the office, else of the whole country, else the day when the office came into the house;
# * a place that came to the map later begins with that day, and one that was exempt begins anew when people live there again.
# ``former_*``: the version before this one, by which a period is judged that began before this version did.
_RULE = """
       r.id as rule_id, r.key as rule_key, a.id as agency_id, {place} as place_code, r.times, r.period, r.announce_days, r.may_deputise,
       r.from_on, r.until_on,
       greatest(b.from_on, coalesce(own.from_on, (select from_on from everybody), a.founded_on){later}) as counted_from,
       r.where_met, f.period as former_period, f.times as former_times
"""
_LATER = """,
         case when (own.from_on is null and not exists (select from everybody)) or t.opened_on > (select on_day from first_map)
              then t.opened_on end, again.from_on"""
_RULES = """
       duties_rule r
       join begun b on b.key = r.key
       left join duties_rule f on f.key = r.key and f.until_on = r.from_on - 1 and f.until_on >= f.from_on
"""
_AKIM = "a.dissolved_on is null and a.kind in ('oblast_akim', 'district_akim', 'okrug_akim')"
_STARTS = """
       left join duties_record_start own on own.agency_id = a.id
"""
_OF_PLACE = _RULE.format(place="t.code", later=_LATER)
_OF_COUNTRY = _RULE.format(place="null", later="")
# Three branches, and no join with OR: the whole country's duties in a quarter of the time.
_VIEW = f"""
create view duties_duty as
with begun as (select key, min(from_on) as from_on from duties_rule group by key),
     everybody as (select from_on from duties_record_start where agency_id is null),
     first_map as (select (min(imported_at) at time zone 'Asia/Almaty')::date as on_day from territories_import),
     again as (select place_code, max(until_on) + 1 as from_on from duties_exemption where until_on >= from_on group by place_code)
select {_OF_PLACE}
  from {_RULES}
       join territories_place h on h.kind = any (r.holders)
       join agencies_agency a on a.place_code = h.code and {_AKIM}
       join territories_place t on t.parent_code = h.code and t.closed_on is null and (r.kinds is null or t.kind = any (r.kinds))
       {_STARTS} left join again on again.place_code = t.code
 where r.where_met = 'children'
union all
select {_OF_PLACE}
  from {_RULES}
       join territories_place t on t.kind = any (r.holders) and t.closed_on is null
       join agencies_agency a on a.place_code = t.code and {_AKIM}
       {_STARTS} left join again on again.place_code = t.code
 where r.where_met = 'own'
union all
select {_OF_COUNTRY}
  from {_RULES}
       join agencies_agency a on a.dissolved_on is null and a.kind = 'ministry' and not a.slug = any (r.excepted)
       {_STARTS}
 where r.where_met = 'country'
"""
_FIRST_VIEW = import_module("meetings.duties.migrations.0001_initial")._VIEW
_IN_FORCE_AT_ALL = "where until_on is null or until_on >= from_on"


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("territories", "0001_initial")]

    initial = False

    operations = [
        ops.AddField(
            model_name="ExemptionRow",
            name="end_source",
            field=fields.TextField(db_default="", unique=False),
        ),
        ops.RemoveConstraint(
            model_name="NormRow",
            name=None,
            fields=["key", "from_on"],
        ),
        ops.RemoveConstraint(
            model_name="RuleRow",
            name=None,
            fields=["key", "from_on"],
        ),
        ops.RunSQL(
            [
                f"create unique index duties_rule_first_day on duties_rule (key, from_on) {_IN_FORCE_AT_ALL}",
                f"create unique index duties_norm_first_day on duties_norm (key, from_on) {_IN_FORCE_AT_ALL}",
                "drop view duties_duty",
                _VIEW,
            ],
            [
                "drop view duties_duty",
                _FIRST_VIEW,
                "drop index duties_rule_first_day",
                "drop index duties_norm_first_day",
            ],
        ),
    ]
