from tortoise import migrations
from tortoise.migrations import operations as ops

_DROP = "alter table questions_question drop constraint questions_question_channel"
_ADD = "alter table questions_question add constraint questions_question_channel check (channel in ({}))"


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_from_meetings")]

    initial = False

    operations = [
        # A petition that fell short of its votes goes on as an ordinary appeal (APPC 90-3(5)).
        ops.RunSQL(
            [_DROP, _ADD.format("'web', 'phone', 'desk', 'meeting', 'petition'")],
            [_DROP, _ADD.format("'web', 'phone', 'desk', 'meeting'")],
        ),
    ]
