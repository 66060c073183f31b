from tortoise import migrations
from tortoise.migrations import operations as ops

# When something of one thing was last hidden, by the reference in the addresses of its pages: copies of these from before are not shown again.


class Migration(migrations.Migration):
    dependencies = [("actions", "0002_standing")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "CREATE TABLE actions_hidden (about text PRIMARY KEY, hidden_at timestamptz NOT NULL)",
                "CREATE INDEX actions_hidden_latest ON actions_hidden (hidden_at DESC)",
            ],
            ["DROP TABLE actions_hidden"],
        ),
    ]
