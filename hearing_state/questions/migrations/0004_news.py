from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_forgetting")]

    initial = False

    operations = [
        # Feeds read what happened last, of all questions.
        ops.RunSQL(
            [
                "create index questions_event_news on questions_event (happened_at desc, id desc) where is_public"
            ],
            ["drop index questions_event_news"],
        ),
    ]
