from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="OutboxRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("event", fields.CharField(max_length=100)),
                ("listener", fields.CharField(max_length=100)),
                ("about", fields.CharField(max_length=200)),
                (
                    "payload",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("locale", fields.CharField(null=True, max_length=8)),
                ("dedup_key", fields.CharField(null=True, unique=True, max_length=300)),
                ("told_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("attempts", fields.IntField(db_default=0)),
                ("lease_number", fields.IntField(db_default=0)),
                ("lease_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("done_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("dead_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("error", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "jobs_outbox",
                "app": "jobs",
                "pk_attr": "id",
                "table_description": "One thing to be told to one listener.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TickRow",
            fields=[
                ("name", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=100)),
                ("last_slot_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "jobs_tick",
                "app": "jobs",
                "pk_attr": "name",
                "table_description": "The last slot of a timetable that was put into the outbox.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                # What a relay looks for, what must wait for an earlier one, what lies in the console.
                "create index jobs_outbox_due on jobs_outbox (due_at, id) where done_at is null and dead_at is null",
                "create index jobs_outbox_order on jobs_outbox (listener, about, id) where done_at is null and dead_at is null",
                "create index jobs_outbox_dead on jobs_outbox (dead_at) where dead_at is not null",
                "create index jobs_outbox_done on jobs_outbox (done_at) where done_at is not null",
                "alter table jobs_outbox add constraint jobs_outbox_one_end check (done_at is null or dead_at is null)",
                # Many short updates of the same rows: leave room in the page, clean up early.
                "alter table jobs_outbox set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)",
            ],
            [
                "alter table jobs_outbox drop constraint jobs_outbox_one_end",
                "drop index jobs_outbox_due, jobs_outbox_order, jobs_outbox_dead, jobs_outbox_done",
            ],
        ),
    ]
