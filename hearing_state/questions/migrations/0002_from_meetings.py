from tortoise import migrations
from tortoise.migrations import operations as ops

_DROP = "alter table questions_question drop constraint questions_question_channel"
_ADD = "alter table questions_question add constraint questions_question_channel check (channel in ({}))"


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]

    initial = False

    operations = [
        # What was asked at a meeting and taken away from it.
        ops.RunSQL(
            [_DROP, _ADD.format("'web', 'phone', 'desk', 'meeting'")],
            [_DROP, _ADD.format("'web', 'phone', 'desk'")],
        ),
    ]
