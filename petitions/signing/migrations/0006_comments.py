from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("signing", "0005_sums")]

    initial = False

    operations = [
        # Comments that were read, the latest first, however many signed without one.
        ops.RunSQL(
            [
                "create index signing_signature_said on signing_signature (petition_id, signed_at desc, id desc)"
                " where state = 'valid' and comment_state = 'published'"
            ],
            ["drop index signing_signature_said"],
        ),
    ]
