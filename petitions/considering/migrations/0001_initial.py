from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("checking", "0001_initial"), ("questions", "0003_from_petitions")]

    operations = [
        ops.CreateModel(
            name="DecisionRow",
            fields=[
                (
                    "petition_id",
                    fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True),
                ),
                ("outcome", fields.CharField(max_length=8)),
                ("language", fields.CharField(max_length=2)),
                ("text", fields.TextField(unique=False)),
                ("law", fields.TextField(unique=False)),
                ("complaint", fields.TextField(unique=False)),
                ("decided_by", fields.UUIDField()),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("statement", fields.TextField(db_default="", unique=False)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "considering_decision",
                "app": "considering",
                "pk_attr": "petition_id",
                "table_description": "The decision. ``statement``: what the head says with it when it is published (90-6(3)).",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="StepRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=12)),
                ("taken_on", fields.DateField()),
                ("text", fields.TextField(unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "considering_step",
                "app": "considering",
                "indexes": [Index(fields=["petition_id", "taken_on"])],
                "pk_attr": "id",
                "table_description": "One dated step of the consideration. Never changed.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table considering_step"
                " add constraint considering_step_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint considering_step_kind check (kind in ('visit', 'commission', 'discussion', 'other'))",
                "create trigger written_once before update or delete on considering_step"
                " for each row execute function questions_written_once()",
                "alter table considering_decision"
                " add constraint considering_decision_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint considering_decision_outcome check (outcome in ('granted', 'partly', 'refused')),"
                " add constraint considering_decision_published check ((published_at is null) = (statement = ''))",
            ],
            ["drop trigger written_once on considering_step"],
        ),
    ]
