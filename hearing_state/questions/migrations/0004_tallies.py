from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_news")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                # What is counted of a body, month by month.
                "create index questions_event_counted on questions_event (agency_id, happened_at)"
                " where kind in ('redirected', 'extended', 'marked_unanswered', 'followed_up', 'rated')",
                "create index questions_question_received on questions_question (agency_id, registered_at)",
            ],
            ["drop index questions_question_received, questions_event_counted"],
        ),
    ]
