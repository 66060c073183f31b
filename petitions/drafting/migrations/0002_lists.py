"""Each public list has its order as an index, and what narrows it: a page of twenty is read, not all that were ever filed."""

from tortoise import migrations
from tortoise.migrations import operations as ops

_ALL = (
    "state in ('public', 'returned', 'reached', 'sent', 'registered', 'considering', 'granted', 'partly', 'refused', 'rejected')"
    " and not is_hidden"
)
_INDEXES = {
    "open": "(published_at desc nulls last, ref desc) where state in ('public') and not is_hidden",
    "waiting": "(reached_at, ref desc) where state in ('reached', 'sent', 'registered', 'considering') and not is_hidden",
    "decided": "(decided_at desc, ref desc) where state in ('granted', 'partly', 'refused') and not is_hidden",
    "all": f"(filed_at desc, ref desc) where {_ALL}",
    "of_topic": f"(topic, filed_at desc) where {_ALL}",
    "of_place": f'(place_code collate "C", topic, state) where {_ALL}',
    "alike": "using gin (folded_title gin_trgm_ops)",
}


class Migration(migrations.Migration):
    dependencies = [("drafting", "0001_initial")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                f"create index drafting_petition_list_{name} on drafting_petition {how}"
                for name, how in _INDEXES.items()
            ],
            [f"drop index drafting_petition_list_{name}" for name in _INDEXES],
        ),
    ]
