from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("fraud", "0001_initial")]

    initial = False

    operations = [
        ops.AddField(
            model_name="TargetRow",
            name="reason",
            field=fields.TextField(db_default="", unique=False),
        ),
        ops.RunSQL(
            [
                "alter table fraud_target add constraint fraud_target_reason check (reason = '' or state = 'restored')",
                # A petition's page asks for the few that were given back alone, however many an invalidation chose.
                "create index fraud_target_alone on fraud_target (invalidation_id, step) where reason <> ''",
            ],
            ["drop index fraud_target_alone", "alter table fraud_target drop constraint fraud_target_reason"],
        ),
    ]
