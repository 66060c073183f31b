from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("signing", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ProofRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("person_id", fields.UUIDField(null=True)),
                ("kind", fields.CharField(max_length=16)),
                ("sheet_id", fields.UUIDField(null=True)),
                ("statement", fields.BinaryField()),
                ("sealed", fields.BinaryField(null=True)),
                ("state", fields.CharField(max_length=10)),
                ("reason", fields.CharField(db_default="", max_length=40)),
                ("tries", fields.IntField(db_default=0)),
                ("next_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("settled_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signing_proof",
                "app": "signing",
                "pk_attr": "id",
                "table_description": "What proves a signature: an electronic one handed in, or a line of a paper sheet. ``sealed``: the words, the signature and what the",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SheetRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("number", fields.CharField(max_length=40)),
                ("file_id", fields.UUIDField()),
                ("lines", fields.IntField()),
                ("state", fields.CharField(max_length=10)),
                ("entered_by", fields.UUIDField(null=True)),
                ("entered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("confirmed_by", fields.UUIDField(null=True)),
                ("confirmed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("undone_by", fields.UUIDField(null=True)),
                ("undone_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(db_default="", unique=False)),
            ],
            options={
                "table": "signing_sheet",
                "app": "signing",
                "unique_together": (("petition_id", "number"),),
                "pk_attr": "id",
                "table_description": "A paper sheet with signatures, entered by a clerk, its scan beside it. ``state``: waiting for a second person, counted, or undone.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table signing_sheet"
                " add constraint signing_sheet_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint signing_sheet_state check (state in ('waiting', 'counted', 'undone')),"
                " add constraint signing_sheet_lines check (lines > 0)",
                "alter table signing_proof"
                " add constraint signing_proof_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint signing_proof_sheet_fk foreign key (sheet_id) references signing_sheet (id),"
                " add constraint signing_proof_kind check (kind in ('eds', 'paper')),"
                " add constraint signing_proof_paper check ((kind = 'paper') = (sheet_id is not null)),"
                " add constraint signing_proof_state check (state in ('held', 'waiting', 'good', 'used', 'refused', 'withdrawn'))",
                "create unique index signing_proof_once on signing_proof (petition_id, statement)",
                "create index signing_proof_due on signing_proof (next_at) where state in ('waiting', 'good')",
                "create index signing_proof_own on signing_proof (petition_id, person_id, made_at desc) where person_id is not null",
                "create index signing_proof_sheet on signing_proof (sheet_id) where sheet_id is not null",
            ],
            [],
        ),
    ]
