from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("considering", "0002_commission"), ("files", "0002_videos")]

    initial = False

    operations = [
        ops.AddField(
            model_name="DecisionRow",
            name="statement_file",
            field=fields.UUIDField(null=True),
        ),
        ops.RunSQL(
            [
                "alter table considering_decision drop constraint considering_decision_published,"
                " add constraint considering_decision_published"
                " check ((published_at is null) = (statement = '' and statement_file is null))"
            ],
            [
                "alter table considering_decision drop constraint considering_decision_published,"
                " add constraint considering_decision_published check ((published_at is null) = (statement = ''))"
            ],
        ),
    ]
