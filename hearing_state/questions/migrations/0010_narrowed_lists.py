"""What narrows the public lists has its order in an index: of an oblast no sixty thousand questions are sorted to show twenty, and to
count the first thousand of a list its rows need not be read.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

# Beside left(place_code, 2) the code itself: without it the row would be read after all.
_SHOWN = "where screening = 'published'"
_ANSWERED = "state in ('answered', 'rated', 'answered_again')"
_INDEXES = {
    "published": f"(registered_at desc, id desc) include (state, language, topic, place_code, agency_id) {_SHOWN}",
    "oblast": f"(left(place_code, 2), registered_at desc, id desc) include (place_code, state, language, topic) {_SHOWN}",
    "district": f"(left(place_code, 4), registered_at desc, id desc) include (place_code, state, language, topic) {_SHOWN}",
    "language": f"(language, registered_at desc, id desc) include (state, topic) {_SHOWN}",
    # Few end in another way than by an answer.
    "ended": f"(registered_at desc, id desc) {_SHOWN} and state in ('noted', 'terminated', 'refused', 'withdrawn')",
    "answered_oblast": f"(left(place_code, 2), closed_at desc) {_SHOWN} and {_ANSWERED}",
    "answered_district": f"(left(place_code, 4), closed_at desc) {_SHOWN} and {_ANSWERED}",
}


class Migration(migrations.Migration):
    dependencies = [("questions", "0009_search")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                f"create index questions_question_{name} on questions_question {how}"
                for name, how in _INDEXES.items()
            ],
            [f"drop index questions_question_{name}" for name in _INDEXES],
        ),
    ]
