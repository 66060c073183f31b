from tortoise import migrations
from tortoise.migrations import operations as ops

# One row: how much the house serves by the operator's will, what people are told of it, and from when on copies may be shown.


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                """
            CREATE TABLE actions_standing (
                is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
                step smallint NOT NULL DEFAULT 0 CHECK (step BETWEEN 0 AND 3),
                note_kk text NOT NULL DEFAULT '',
                note_ru text NOT NULL DEFAULT '',
                note_en text NOT NULL DEFAULT '',
                set_at timestamptz,
                copies_from timestamptz
            )
            """,
                "INSERT INTO actions_standing (is_only) VALUES (true)",
            ],
            ["DROP TABLE actions_standing"],
        ),
    ]
