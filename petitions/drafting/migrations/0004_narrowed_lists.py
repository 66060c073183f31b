"""What narrows the public lists has its order in an index, and the first thousand of a list are counted without reading their rows."""

from tortoise import migrations
from tortoise.migrations import operations as ops

_ALL = (
    "where state in ('public', 'returned', 'reached', 'sent', 'registered', 'considering', 'granted', 'partly', 'refused', 'rejected')"
    " and not is_hidden"
)
_KEYS = {
    "open": ("(published_at desc nulls last, ref desc)", "where state in ('public') and not is_hidden"),
    "waiting": (
        "(reached_at, ref desc)",
        "where state in ('reached', 'sent', 'registered', 'considering') and not is_hidden",
    ),
    "decided": (
        "(decided_at desc, ref desc)",
        "where state in ('granted', 'partly', 'refused') and not is_hidden",
    ),
    "all": ("(filed_at desc, ref desc)", _ALL),
}
_OLD = {
    **{name: f"{key} {of}" for name, (key, of) in _KEYS.items()},
    "of_topic": f"(topic, filed_at desc) {_ALL}",
}
# Beside left(place_code, 2) the code itself: without it the row would be read after all.
_NEW = {
    **{name: f"{key} include (topic, place_code) {of}" for name, (key, of) in _KEYS.items()},
    "of_topic": f"(topic, filed_at desc, ref desc) include (state, place_code) {_ALL}",
    "oblast": f"(left(place_code, 2), filed_at desc, ref desc) include (place_code, state, topic) {_ALL}",
    "district": f"(left(place_code, 4), filed_at desc, ref desc) include (place_code, state, topic) {_ALL}",
}


def _made(indexes: dict[str, str]) -> list[str]:
    return [
        f"create index drafting_petition_list_{name} on drafting_petition {how}"
        for name, how in indexes.items()
    ]


def _dropped(indexes: dict[str, str]) -> list[str]:
    return [f"drop index drafting_petition_list_{name}" for name in indexes]


class Migration(migrations.Migration):
    dependencies = [("drafting", "0003_changes")]

    initial = False

    operations = [ops.RunSQL([*_dropped(_OLD), *_made(_NEW)], [*_dropped(_NEW), *_made(_OLD)])]
