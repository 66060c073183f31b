from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Appeal",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("decision_id", fields.UUIDField(unique=True)),
                ("appellant_id", fields.UUIDField()),
                ("first_decided_by", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("outcome", fields.CharField(null=True, max_length=16)),
                ("explanation", fields.TextField(null=True, unique=False)),
                ("decided_by", fields.UUIDField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "moderation_appeal",
                "app": "moderation",
                "pk_attr": "id",
                "table_description": "``first_decided_by`` stands here too, so that the database itself keeps the two apart.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Decision",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("about", fields.CharField(max_length=120)),
                ("outcome", fields.CharField(max_length=16)),
                ("reason", fields.CharField(max_length=40)),
                ("hides", fields.BooleanField()),
                ("was_public", fields.BooleanField()),
                ("explanation", fields.TextField(unique=False)),
                ("author_id", fields.UUIDField(null=True)),
                ("decided_by", fields.UUIDField()),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("state", fields.CharField(max_length=16)),
            ],
            options={
                "table": "moderation_decision",
                "app": "moderation",
                "indexes": [Index(fields=["about", "decided_at"])],
                "pk_attr": "id",
                "table_description": "``explanation`` is public. ``was_public``: everybody could read the thing when it was decided on.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Report",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("about", fields.CharField(max_length=120)),
                ("reporter_id", fields.UUIDField(null=True)),
                ("reporter_key", fields.CharField(max_length=64)),
                ("reason", fields.CharField(max_length=40)),
                ("text", fields.TextField(unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("decision_id", fields.UUIDField(null=True)),
            ],
            options={
                "table": "moderation_report",
                "app": "moderation",
                "indexes": [Index(fields=["decision_id"])],
                "pk_attr": "id",
                "table_description": "A reader says that something is wrong with a public thing.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create unique index moderation_report_once on moderation_report (about, reporter_key) where decision_id is null",
                "create index moderation_report_open on moderation_report (made_at) where decision_id is null",
                "create index moderation_appeal_open on moderation_appeal (made_at) where decided_at is null",
                "alter table moderation_report add constraint moderation_report_decision_fk"
                " foreign key (decision_id) references moderation_decision (id)",
                "alter table moderation_decision"
                " add constraint moderation_decision_outcome check (outcome in ('upheld', 'dismissed')),"
                " add constraint moderation_decision_state check (state in ('decided', 'appealed', 'overturned', 'confirmed')),"
                " add constraint moderation_decision_hides check (outcome = 'upheld' or not hides)",
                "alter table moderation_appeal"
                " add constraint moderation_appeal_decision_fk foreign key (decision_id) references moderation_decision (id),"
                " add constraint moderation_appeal_outcome check (outcome in ('granted', 'rejected')),"
                " add constraint moderation_appeal_whole check ((decided_at is null) = (outcome is null)"
                " and (decided_at is null) = (decided_by is null) and (decided_at is null) = (explanation is null)),"
                " add constraint moderation_appeal_second_person check (decided_by <> first_decided_by)",
            ],
            [
                "alter table moderation_appeal drop constraint moderation_appeal_second_person,"
                " drop constraint moderation_appeal_whole, drop constraint moderation_appeal_outcome,"
                " drop constraint moderation_appeal_decision_fk",
                "alter table moderation_decision drop constraint moderation_decision_hides,"
                " drop constraint moderation_decision_state, drop constraint moderation_decision_outcome",
                "alter table moderation_report drop constraint moderation_report_decision_fk",
                "drop index moderation_appeal_open, moderation_report_open, moderation_report_once",
            ],
        ),
    ]
