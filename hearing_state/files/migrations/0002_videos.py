from tortoise import migrations
from tortoise.migrations import operations as ops

BEFORE = "'pdf', 'jpeg', 'png', 'webp', 'text', 'docx', 'odt'"


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "alter table files_attachment drop constraint files_attachment_kind,"
                f" add constraint files_attachment_kind check (kind in ({BEFORE}, 'mp4'))"
            ],
            [
                "alter table files_attachment drop constraint files_attachment_kind,"
                f" add constraint files_attachment_kind check (kind in ({BEFORE}))"
            ],
        ),
    ]
