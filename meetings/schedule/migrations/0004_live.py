from tortoise import migrations
from tortoise.migrations import operations as ops

# Those that are held now are a handful among all meetings of all years; the scraper counts them.


class Migration(migrations.Migration):
    dependencies = [("schedule", "0003_held")]

    initial = False

    operations = [
        ops.RunSQL(
            ["create index schedule_meeting_live on schedule_meeting (id) where state = 'live'"],
            ["drop index schedule_meeting_live"],
        ),
    ]
