from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("signing", "0001_initial"), ("moderation", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="VerdictRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("outcome", fields.CharField(max_length=10)),
                ("reason", fields.CharField(db_default="", max_length=40)),
                ("subject", fields.SmallIntField(null=True)),
                ("same_ref", fields.CharField(db_default="", max_length=20)),
                ("explanation", fields.TextField(db_default="", unique=False)),
                (
                    "remarks",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("decision_id", fields.UUIDField(null=True)),
                ("decided_by", fields.UUIDField(null=True)),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "checking_verdict",
                "app": "checking",
                "indexes": [Index(fields=["petition_id", "decided_at"])],
                "pk_attr": "id",
                "table_description": "One decision of the check; the latest holds. Never changed. ``subject``: number in the list of forbidden subjects.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table checking_verdict"
                " add constraint checking_verdict_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint checking_verdict_outcome check (outcome in ('published', 'rejected')),"
                " add constraint checking_verdict_said check ((outcome = 'rejected') = (reason <> '')),"
                " add constraint checking_verdict_subject check ((reason = 'petition_subject') = (subject is not null))",
                "create trigger written_once before update or delete on checking_verdict"
                " for each row execute function questions_written_once()",
            ],
            ["drop trigger written_once on checking_verdict"],
        ),
    ]
