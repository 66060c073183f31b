from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_calendar")]

    initial = False

    operations = [
        ops.RunSQL(
            # The latest held one is asked for on every place's and office's page; years of planned ones lie after it.
            [
                "create index schedule_meeting_held on schedule_meeting (starts_at desc, id desc)"
                " where state in ('held', 'recorded')"
            ],
            ["drop index schedule_meeting_held"],
        ),
    ]
