from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

# A letter whose reader let go of it while it waited has a third end: neither sent nor failed. It waits no more.
# Of the two indexes on what waits (0001 and 0003 made the same) one is enough.


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_waiting")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Notification",
            name="unwanted_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunSQL(
            [
                "ALTER TABLE notifications_notification DROP CONSTRAINT notifications_one_end,"
                " ADD CONSTRAINT notifications_one_end CHECK (num_nonnulls(sent_at, failed_at, unwanted_at) <= 1)",
                "DROP INDEX notifications_waiting, notifications_notification_waiting",
                """CREATE INDEX notifications_notification_waiting ON notifications_notification (queued_at)
                   WHERE sent_at IS NULL AND failed_at IS NULL AND unwanted_at IS NULL""",
            ],
            [
                "DROP INDEX notifications_notification_waiting",
                """CREATE INDEX notifications_notification_waiting ON notifications_notification (queued_at)
                   WHERE sent_at IS NULL AND failed_at IS NULL""",
                """CREATE INDEX notifications_waiting ON notifications_notification (queued_at)
                   WHERE sent_at IS NULL AND failed_at IS NULL""",
                "ALTER TABLE notifications_notification DROP CONSTRAINT notifications_one_end,"
                " ADD CONSTRAINT notifications_one_end CHECK (sent_at IS NULL OR failed_at IS NULL)",
            ],
        ),
    ]
