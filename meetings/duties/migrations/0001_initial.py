from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from meetings.duties.law import statements
from tortoise.contrib.postgres.fields import ArrayField
from tortoise import fields
from tortoise.indexes import Index


# One row for each office and each place where it must meet people, by each rule. A view: a new village, a new office or a
# corrected rule shows at once, and no job can forget one.
_VIEW = """
create view duties_duty as
select r.id as rule_id, r.key as rule_key, a.id as agency_id, t.code as place_code, r.times, r.period, r.announce_days,
       r.may_deputise, r.from_on, r.until_on,
       greatest(r.from_on, coalesce(own.from_on, everybody.from_on, a.founded_on), case
         when own.from_on is null and everybody.from_on is null then t.opened_on end) as counted_from
  from duties_rule r
  join agencies_agency a on a.dissolved_on is null
  left join territories_place h on h.code = a.place_code
  left join territories_place t on t.closed_on is null and (
       (r.where_met = 'children' and t.parent_code = h.code and (r.kinds is null or t.kind = any (r.kinds)))
    or (r.where_met = 'own' and t.code = h.code))
  left join duties_record_start own on own.agency_id = a.id
  left join duties_record_start everybody on everybody.agency_id is null
 where (r.where_met = 'country' and a.kind = 'ministry' and not a.slug = any (r.excepted))
    or (r.where_met <> 'country' and a.kind in ('oblast_akim', 'district_akim', 'okrug_akim') and h.kind = any (r.holders)
        and t.code is not null)
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("agencies", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="ExemptionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("place_code", fields.CharField(max_length=9)),
                ("reason", fields.CharField(max_length=16)),
                ("source", fields.TextField(unique=False)),
                ("from_on", fields.DateField()),
                ("until_on", fields.DateField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "duties_exemption",
                "app": "duties",
                "indexes": [Index(fields=["place_code"])],
                "pk_attr": "id",
                "table_description": "A place in which nobody must be met, because nobody lives there; with its source, for everybody to read.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NormRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("key", fields.CharField(max_length=40)),
                ("name_kk", fields.TextField(unique=False)),
                ("name_ru", fields.TextField(unique=False)),
                ("name_en", fields.TextField(unique=False)),
                ("value", fields.IntField()),
                ("unit", fields.CharField(max_length=16)),
                ("from_on", fields.DateField()),
                ("until_on", fields.DateField(null=True)),
                ("source_kk", fields.TextField(unique=False)),
                ("source_ru", fields.TextField(unique=False)),
                ("source_en", fields.TextField(unique=False)),
                ("certainty", fields.CharField(max_length=1)),
            ],
            options={
                "table": "duties_norm",
                "app": "duties",
                "unique_together": (("key", "from_on"),),
                "pk_attr": "id",
                "table_description": "One dated version of another number of the same acts: the online share, the share of the report, the 25th.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RecordStartRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField(null=True)),
                ("from_on", fields.DateField()),
                ("reason", fields.TextField(unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "duties_record_start",
                "app": "duties",
                "pk_attr": "id",
                "table_description": "From which day the house's record of meetings is whole: of one office, or (without one) of the whole country.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RuleRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("key", fields.CharField(max_length=40)),
                ("name_kk", fields.TextField(unique=False)),
                ("name_ru", fields.TextField(unique=False)),
                ("name_en", fields.TextField(unique=False)),
                ("holders", ArrayField(element_type="TEXT")),
                ("where_met", fields.CharField(max_length=10)),
                ("kinds", ArrayField(null=True, element_type="TEXT")),
                ("excepted", ArrayField(element_type="TEXT")),
                ("times", fields.SmallIntField()),
                ("period", fields.CharField(max_length=10)),
                ("announce_days", fields.SmallIntField()),
                ("may_deputise", fields.BooleanField(db_default=False)),
                ("from_on", fields.DateField()),
                ("until_on", fields.DateField(null=True)),
                ("source_kk", fields.TextField(unique=False)),
                ("source_ru", fields.TextField(unique=False)),
                ("source_en", fields.TextField(unique=False)),
                ("certainty", fields.CharField(max_length=1)),
            ],
            options={
                "table": "duties_rule",
                "app": "duties",
                "unique_together": (("key", "from_on"),),
                "pk_attr": "id",
                "table_description": "One dated version of a duty. Never edited: a correction ends it the day before and begins a new one.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table duties_rule add constraint duties_rule_where check (where_met in ('children', 'own', 'country')),"
                " add constraint duties_rule_period check (period in ('year', 'half_year', 'quarter', 'month')),"
                " add constraint duties_rule_times check (times between 1 and 366),"
                " add constraint duties_rule_days check (announce_days between 0 and 90),"
                " add constraint duties_rule_certainty check (certainty in ('Q', 'N', 'C', 'M')),"
                " add constraint duties_rule_order check (until_on is null or until_on >= from_on - 1)",
                "create unique index duties_one_rule on duties_rule (key) where until_on is null",
                "alter table duties_norm add constraint duties_norm_unit check (unit in ('percent', 'day_of_year', 'day_of_month', 'days')),"
                " add constraint duties_norm_certainty check (certainty in ('Q', 'N', 'C', 'M')),"
                " add constraint duties_norm_order check (until_on is null or until_on >= from_on - 1)",
                "create unique index duties_one_norm on duties_norm (key) where until_on is null",
                "alter table duties_exemption add constraint duties_exemption_reason check (reason in ('uninhabited', 'joined', 'other')),"
                " add constraint duties_exemption_order check (until_on is null or until_on >= from_on - 1),"
                " add constraint duties_exemption_place_fk foreign key (place_code) references territories_place (code)",
                "create unique index duties_one_exemption on duties_exemption (place_code) where until_on is null",
                "create unique index duties_one_start on duties_record_start (coalesce(agency_id, '00000000-0000-0000-0000-000000000000'))",
                "alter table duties_record_start add constraint duties_record_start_agency_fk foreign key (agency_id)"
                " references agencies_agency (id)",
                _VIEW,
                *statements(),
            ],
            ["drop view duties_duty"],
        ),
    ]
