"""Petitions like the one being written are found by the index of words: the one of letters of titles has no reader any more."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("drafting", "0005_search")]

    initial = False

    operations = [
        ops.RunSQL(
            ["drop index drafting_petition_list_alike"],
            [
                "create index drafting_petition_list_alike on drafting_petition using gin (folded_title gin_trgm_ops)"
            ],
        ),
    ]
