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
        ops.RunSQL([_DAYS, _SHARES], []),
    ]
