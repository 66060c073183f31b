"""What is open in a place or with a body is read with its clock from one index; a topic of an oblast is read in order."""

from tortoise import migrations
from tortoise.migrations import operations as ops

_SHOWN = "where screening = 'published'"
_OLD = {
    "open_place": '(place_code collate "C", registered_on) where closed_at is null',
    "open_agency": "(agency_id) where closed_at is null",
}
_NEW = {
    "open_place": '(place_code collate "C", registered_on) include (clock_id, screening, id) where closed_at is null',
    "open_agency": "(agency_id) include (clock_id, screening, id) where closed_at is null",
    "open_shown": f"(registered_at desc, id desc) include (language, topic) {_SHOWN} and closed_at is null",
    "open_clock": f"(clock_id) include (id, place_code, agency_id) {_SHOWN} and closed_at is null",
    "answered_place": f"(place_code collate \"C\", closed_at desc) include (id) {_SHOWN} and state in ('answered', 'rated', 'answered_again')",
    # What figures ask of a question.
    "known": "(ref) include (screening, topic, place_code)",
    "place_shown": f'(place_code collate "C", registered_at desc, id desc) include (state, language, topic) {_SHOWN}',
    "topic_oblast": f"(topic, left(place_code, 2), registered_at desc, id desc) include (place_code, state, language) {_SHOWN}",
    "topic_shown": f"(topic, registered_at desc, id desc) include (place_code, state, language) {_SHOWN}",
    "agency_shown": f"(agency_id, registered_at desc, id desc) include (state, topic, language, place_code) {_SHOWN}",
}


def _made(indexes: dict[str, str]) -> list[str]:
    return [
        f"create index questions_question_{name} on questions_question {how}" for name, how in indexes.items()
    ]


def _dropped(indexes: dict[str, str]) -> list[str]:
    return [f"drop index questions_question_{name}" for name in indexes]


class Migration(migrations.Migration):
    dependencies = [("questions", "0010_narrowed_lists")]

    initial = False

    operations = [ops.RunSQL([*_dropped(_OLD), *_made(_NEW)], [*_dropped(_NEW), *_made(_OLD)])]
