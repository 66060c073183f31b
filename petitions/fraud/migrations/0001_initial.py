from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from uuid import uuid4
from tortoise import fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [("signing", "0004_blocks")]

    operations = [
        ops.CreateModel(
            name="InvalidationRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("number", fields.IntField()),
                ("state", fields.CharField(max_length=10)),
                ("from_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("until_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("block", fields.BinaryField(null=True)),
                ("proof", fields.CharField(db_default="", max_length=16)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("seen_until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("signatures", fields.IntField()),
                ("invalid", fields.IntField(db_default=0)),
                ("given_back", fields.IntField(db_default=0)),
                ("left", fields.IntField(db_default=0)),
                ("steps", fields.IntField(db_default=0)),
                ("reason", fields.TextField(unique=False)),
                ("restore_reason", fields.TextField(db_default="", unique=False)),
                ("asked_by", fields.UUIDField(null=True)),
                ("confirmed_by", fields.UUIDField(null=True)),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("begun_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "fraud_invalidation",
                "app": "fraud",
                "unique_together": (("petition_id", "number"),),
                "pk_attr": "id",
                "table_description": "Signatures chosen by conditions and found invalid. ``number``: its public one within the petition. ``place_code``: none where any",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LookRow",
            fields=[
                (
                    "petition_id",
                    fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True),
                ),
                ("looked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "fraud_look",
                "app": "fraud",
                "pk_attr": "petition_id",
                "table_description": "How far a petition's signatures were looked through.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ShapeRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=12)),
                ("word", fields.CharField(max_length=80)),
                ("from_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("until_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("block", fields.BinaryField(null=True)),
                ("proof", fields.CharField(db_default="", max_length=16)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("signatures", fields.IntField()),
                ("beside", fields.IntField()),
                ("found_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("aside_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("aside_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "fraud_shape",
                "app": "fraud",
                "unique_together": (("petition_id", "kind", "word"),),
                "pk_attr": "id",
                "table_description": "Something suspicious in a petition's signatures, as found last. ``word``: tells it from others of its kind, the same each time.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TargetRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("invalidation_id", fields.UUIDField()),
                ("signature_id", fields.UUIDField()),
                ("state", fields.CharField(max_length=10)),
                ("step", fields.IntField(db_default=0)),
            ],
            options={
                "table": "fraud_target",
                "app": "fraud",
                "unique_together": (("invalidation_id", "signature_id"),),
                "pk_attr": "id",
                "table_description": "One chosen signature. ``state``: due, invalid, left (was gone before its turn), restored, or stays (its person has signed by",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table fraud_invalidation"
                " add constraint fraud_invalidation_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint fraud_invalidation_state check"
                " (state in ('proposed', 'running', 'dropped', 'stopped', 'done', 'restoring', 'halted', 'restored')),"
                " add constraint fraud_invalidation_begun check ((state in ('proposed', 'dropped')) = (begun_at is null)),"
                " add constraint fraud_invalidation_block check (octet_length(block) = 16),"
                ' add constraint fraud_invalidation_sums check (invalid >= 0 and given_back >= 0 and "left" >= 0'
                ' and invalid + given_back + "left" <= signatures)',
                "create unique index fraud_invalidation_in_motion on fraud_invalidation (petition_id)"
                " where state in ('proposed', 'running', 'restoring')",
                "alter table fraud_target"
                " add constraint fraud_target_invalidation_fk foreign key (invalidation_id) references fraud_invalidation (id),"
                " add constraint fraud_target_signature_fk foreign key (signature_id) references signing_signature (id),"
                " add constraint fraud_target_state check (state in ('due', 'invalid', 'left', 'restored', 'stays'))",
                "create index fraud_target_next on fraud_target (invalidation_id, state, signature_id)",
                "create index fraud_target_step on fraud_target (invalidation_id, step) where step > 0",
                "alter table fraud_shape"
                " add constraint fraud_shape_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint fraud_shape_kind check (kind in ('burst', 'block', 'proof', 'young', 'place'))",
                "create index fraud_shape_seen on fraud_shape (petition_id, found_at) where aside_at is null",
                "alter table fraud_look add constraint fraud_look_petition_fk foreign key (petition_id) references drafting_petition (id)",
            ],
            [],
        ),
    ]
