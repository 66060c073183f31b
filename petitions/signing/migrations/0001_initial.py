from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from uuid import uuid4
from tortoise import fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [("drafting", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="ChangeRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("place_code", fields.CharField(max_length=9)),
                ("proof", fields.CharField(max_length=16)),
                ("delta", fields.SmallIntField()),
                ("happened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signing_change",
                "app": "signing",
                "pk_attr": "id",
                "table_description": "A signature came or went and is not counted yet: the counter takes the row away in the step that adds it up.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SeriesRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("hour_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("place_code", fields.CharField(max_length=9)),
                ("proof", fields.CharField(max_length=16)),
                ("net", fields.IntField()),
            ],
            options={
                "table": "signing_series",
                "app": "signing",
                "unique_together": (("petition_id", "hour_at", "place_code", "proof"),),
                "pk_attr": "id",
                "table_description": "The same by hour, place and proof: what came less what went in that hour.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SignatureRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("signer", fields.BinaryField()),
                ("person_id", fields.UUIDField(null=True)),
                ("shown_name", fields.TextField(db_default="", unique=False)),
                ("place_code", fields.CharField(db_default="", max_length=9)),
                ("proof", fields.CharField(max_length=16)),
                ("comment", fields.TextField(db_default="", unique=False)),
                ("comment_state", fields.CharField(max_length=10)),
                ("receipt", fields.CharField(unique=True, max_length=14)),
                ("is_early", fields.BooleanField()),
                ("state", fields.CharField(max_length=10)),
                ("consent_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("signed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signing_signature",
                "app": "signing",
                "unique_together": (("petition_id", "signer"),),
                "pk_attr": "id",
                "table_description": "One person's signature under one petition: the database's unique pair decides, never a look beforehand.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TotalRow",
            fields=[
                (
                    "petition_id",
                    fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True),
                ),
                ("total", fields.IntField()),
                ("counted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signing_total",
                "app": "signing",
                "pk_attr": "petition_id",
                "table_description": "How many signatures a petition has, as far as counted.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table signing_signature"
                " add constraint signing_signature_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint signing_signature_state check (state in ('valid', 'withdrawn', 'invalid')),"
                " add constraint signing_signature_comment check (comment_state in ('none', 'waiting', 'published', 'hidden')),"
                " add constraint signing_signature_said check ((comment = '') = (comment_state = 'none')),"
                " add constraint signing_signature_receipt check (receipt ~ '^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$')",
                "create index signing_signature_latest on signing_signature (petition_id, signed_at desc) where state = 'valid'",
                "create index signing_signature_person on signing_signature (person_id, signed_at desc) where person_id is not null",
                "create index signing_signature_waiting on signing_signature (signed_at) where comment_state = 'waiting'",
                "alter table signing_change add constraint signing_change_delta check (delta in (-1, 1))",
                "create index signing_change_petition on signing_change (petition_id)",
                "alter table signing_total add constraint signing_total_petition_fk foreign key (petition_id) references drafting_petition (id)",
            ],
            [],
        ),
    ]
