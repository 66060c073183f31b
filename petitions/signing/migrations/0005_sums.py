"""A petition's page reads sums: by day, and by place and proof. Adding up the hours of a great petition at each look took longer each day."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from hearing_state.ids import new_id

_DAYS = """
insert into signing_day (id, petition_id, on_day, net)
select gen_random_uuid(), petition_id, (hour_at at time zone 'Asia/Almaty')::date, sum(net) from signing_series group by 2, 3
"""
_SHARES = """
insert into signing_share (id, petition_id, place_code, proof, net)
select gen_random_uuid(), petition_id, place_code, proof, sum(net) from signing_series group by 2, 3, 4
"""
_NEAR = """
select t.petition_id, t.total::real / p.needed from signing_total t join drafting_petition p on p.id = t.petition_id
 where p.state = 'public' and not p.is_hidden and t.total * 4 >= p.needed * 3
"""
# The counter keeps it as totals move; this as a petition itself does.
_KEEP = f"""
create function signing_keep_near() returns trigger language plpgsql as $$
begin
  delete from signing_near where petition_id = new.id;
  insert into signing_near (petition_id, share) {_NEAR} and p.id = new.id;
  return null;
end $$
"""
_KEPT = """
create trigger signing_keep_near after update of state, needed, is_hidden on drafting_petition for each row
  when ((old.state, old.needed, old.is_hidden) is distinct from (new.state, new.needed, new.is_hidden)) execute function signing_keep_near()
"""


class Migration(migrations.Migration):
    dependencies = [("signing", "0004_blocks")]

    initial = False

    operations = [
        ops.CreateModel(
            name="DayRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("on_day", fields.DateField()),
                ("net", fields.IntField()),
            ],
            options={
                "table": "signing_day",
                "app": "signing",
                "unique_together": (("petition_id", "on_day"),),
                "pk_attr": "id",
                "table_description": "What the series adds up to by day in Kazakhstan.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ShareRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("place_code", fields.CharField(max_length=9)),
                ("proof", fields.CharField(max_length=16)),
                ("net", fields.IntField()),
            ],
            options={
                "table": "signing_share",
                "app": "signing",
                "unique_together": (("petition_id", "place_code", "proof"),),
                "pk_attr": "id",
                "table_description": "What the series adds up to by place and proof.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NearRow",
            fields=[
                ("petition_id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("share", fields.FloatField()),
            ],
            options={
                "table": "signing_near",
                "app": "signing",
                "pk_attr": "petition_id",
                "table_description": "A public petition with three quarters of its votes or more: which part of them is there.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                _DAYS,
                _SHARES,
                "create index signing_near_share on signing_near (share desc)",
                f"insert into signing_near (petition_id, share) {_NEAR}",
                _KEEP,
                _KEPT,
            ],
            ["drop trigger signing_keep_near on drafting_petition", "drop function signing_keep_near()"],
        ),
    ]
