from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Well",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("name", fields.CharField(max_length=80)),
                ("depth", fields.IntField()),
                ("tick", fields.CharField(null=True, max_length=100)),
            ],
            options={"table": "probe_well", "app": "probe", "pk_attr": "id"},
            bases=["Model"],
        ),
    ]
