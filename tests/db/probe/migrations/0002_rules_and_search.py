from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("probe", "0001_initial"), ("jobs", "0001_initial")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "alter table probe_well add constraint probe_well_deep check (depth > 0)",
                "create unique index probe_well_name_once on probe_well (lower(name))",
                "alter table probe_well add constraint probe_well_tick foreign key (tick) references jobs_tick (name)",
                "create index probe_well_tick_index on probe_well (tick)",
            ],
            [
                "drop index probe_well_tick_index, probe_well_name_once",
                "alter table probe_well drop constraint probe_well_tick, drop constraint probe_well_deep",
            ],
        ),
        ops.RunSQL(
            [
                "alter table probe_well add column search tsvector"
                " generated always as (to_tsvector('russian', name)) stored",
                "create index probe_well_search on probe_well using gin (search)",
                "create index probe_well_like on probe_well using gin (name gin_trgm_ops)",
            ],
            ["drop index probe_well_like", "alter table probe_well drop column search"],
        ),
    ]
