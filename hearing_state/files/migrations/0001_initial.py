from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Attachment",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("digest", fields.CharField(max_length=64)),
                ("kind", fields.CharField(max_length=16)),
                ("size", fields.IntField()),
                ("name", fields.CharField(max_length=100)),
                ("owner_id", fields.UUIDField(null=True)),
                ("attached_to", fields.CharField(null=True, max_length=120)),
                ("stored_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("attached_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "files_attachment",
                "app": "files",
                "indexes": [Index(fields=["attached_to"]), Index(fields=["digest"])],
                "pk_attr": "id",
                "table_description": "``name`` is what the sender called it, cleaned: it may hold personal data (see retention.toml).",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table files_attachment add constraint files_attachment_kind"
                " check (kind in ('pdf', 'jpeg', 'png', 'webp', 'text', 'docx', 'odt'))",
                "alter table files_attachment add constraint files_attachment_size check (size > 0)",
                "alter table files_attachment add constraint files_attachment_digest check (digest ~ '^[0-9a-f]{64}$')",
                "alter table files_attachment add constraint files_attachment_attached"
                " check ((attached_to is null) = (attached_at is null))",
                "create index files_attachment_loose on files_attachment (stored_at) where attached_to is null",
            ],
            [
                "drop index files_attachment_loose",
                "alter table files_attachment drop constraint files_attachment_attached,"
                " drop constraint files_attachment_digest, drop constraint files_attachment_size,"
                " drop constraint files_attachment_kind",
            ],
        ),
    ]
