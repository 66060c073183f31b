from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("schedule", "0001_initial")]

    initial = False

    operations = [
        ops.AddField(
            model_name="MeetingRow",
            name="folded",
            field=fields.TextField(db_default="", unique=False),
        ),
        ops.RunSQL(
            [
                "create index schedule_meeting_words on schedule_meeting using gin (folded gin_trgm_ops)",
                # The news of the calendar, the newest first.
                "create index schedule_change_news on schedule_change (made_at desc, id)"
                " where kind in ('announced', 'moved', 'cancelled', 'held')",
                # Hours at which people may still come in vain.
                "create index schedule_change_away on schedule_change (before_at) where kind = 'moved'",
            ],
            [
                "drop index schedule_change_away",
                "drop index schedule_change_news",
                "drop index schedule_meeting_words",
            ],
        ),
    ]
