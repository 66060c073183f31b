"""Each order of the public lists is an index, and so is what places and bodies count: pages stay as quick as they are with a million questions."""

from tortoise import migrations
from tortoise.migrations import operations as ops

_NEW = {
    # "Waiting longest": what is open first.
    "waiting": "((closed_at is not null), registered_at, id)",
    # How much is open in a place or with a body, and for how long: there is never much of it.
    "open_place": '(place_code collate "C", registered_on) where closed_at is null',
    "open_agency": "(agency_id) where closed_at is null",
    "answered_last": "(closed_at desc) where screening = 'published' and state in ('answered', 'rated', 'answered_again')",
    # Counted from the index alone.
    "place": '(place_code collate "C", registered_at desc) include (state)',
    # Like the one being asked: what neighbours asked of the same topic.
    "beside": "(topic, left(place_code, 4), registered_at desc) where screening = 'published'",
}
_OLD = (
    'create index questions_question_place on questions_question (place_code collate "C", registered_at desc)'
)


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_tallies")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "drop index questions_question_place",
                *(
                    f"create index questions_question_{name} on questions_question {how}"
                    for name, how in _NEW.items()
                ),
            ],
            [*(f"drop index questions_question_{name}" for name in _NEW), _OLD],
        ),
    ]
