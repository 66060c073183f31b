from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="PaperRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField()),
                ("year", fields.SmallIntField()),
                ("approved_on", fields.DateField()),
                ("number", fields.CharField(max_length=40)),
                ("source", fields.TextField(unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "planning_paper",
                "app": "planning",
                "unique_together": (("agency_id", "year"),),
                "pk_attr": "id",
                "table_description": "That a year's calendar of an office was approved on paper, before the office worked in this house.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table planning_paper add constraint planning_paper_agency_fk foreign key (agency_id)"
                " references agencies_agency (id)"
            ],
            ["alter table planning_paper drop constraint planning_paper_agency_fk"],
        ),
    ]
