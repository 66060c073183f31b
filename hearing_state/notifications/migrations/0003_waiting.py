from tortoise import migrations
from tortoise.migrations import operations as ops

# What is not done yet and what failed lately are few among millions of letters: asked for by every scrape and by the console.


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_push")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                """CREATE INDEX notifications_notification_waiting ON notifications_notification (queued_at)
                   WHERE sent_at IS NULL AND failed_at IS NULL""",
                "CREATE INDEX notifications_notification_failed ON notifications_notification (failed_at) WHERE failed_at IS NOT NULL",
            ],
            ["DROP INDEX notifications_notification_waiting, notifications_notification_failed"],
        ),
    ]
