from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("questions", "0004_tallies")]

    initial = True

    operations = [
        ops.CreateModel(
            name="EditionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("month_on", fields.DateField()),
                ("version", fields.SmallIntField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("publish_on", fields.DateField()),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("digest", fields.CharField(max_length=64)),
                ("reason", fields.TextField(db_default="", unique=False)),
            ],
            options={
                "table": "figures_edition",
                "app": "figures",
                "unique_together": (("month_on", "version"),),
                "pk_attr": "id",
                "table_description": "One version of one month. Bodies see it at once, everybody from the day of publication; a correction is the next version.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FactRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("edition_id", fields.UUIDField()),
                ("agency_id", fields.UUIDField()),
                ("what", fields.CharField(max_length=10)),
                ("ref", fields.CharField(max_length=20)),
                ("topic", fields.CharField(max_length=40)),
                ("place_code", fields.CharField(max_length=9)),
                ("is_private", fields.BooleanField()),
                ("from_on", fields.DateField(null=True)),
                ("due_on", fields.DateField(null=True)),
                ("until_on", fields.DateField(null=True)),
                ("days", fields.IntField()),
                ("is_kept", fields.BooleanField()),
                ("amount", fields.IntField()),
            ],
            options={
                "table": "figures_fact",
                "app": "figures",
                "indexes": [Index(fields=["agency_id", "edition_id"])],
                "pk_attr": "id",
                "table_description": "One fact that an edition's figures were made of. Never changed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LineRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("edition_id", fields.UUIDField()),
                ("agency_id", fields.UUIDField()),
                ("kept", fields.IntField()),
                ("late", fields.IntField()),
                ("silent", fields.IntField()),
                ("median", fields.IntField(null=True)),
                ("ninth_decile", fields.IntField(null=True)),
                ("redirects", fields.IntField()),
                ("redirects_held", fields.IntField()),
                ("extensions", fields.IntField()),
                ("points_unanswered", fields.IntField()),
                ("reopened", fields.IntField()),
                ("ratings", fields.IntField()),
                ("stars", fields.IntField()),
            ],
            options={
                "table": "figures_line",
                "app": "figures",
                "unique_together": (("edition_id", "agency_id"),),
                "pk_attr": "id",
                "table_description": "The figures of one body in one edition. Never changed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ObjectionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("edition_id", fields.UUIDField()),
                ("agency_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("filed_by", fields.UUIDField(null=True)),
                ("filed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "figures_objection",
                "app": "figures",
                "unique_together": (("edition_id", "agency_id"),),
                "pk_attr": "id",
                "table_description": "What a body says against its figures of an edition: stands beside them for ever.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                """
                alter table figures_edition
                  add constraint figures_edition_month check (extract(day from month_on) = 1),
                  add constraint figures_edition_version check (version >= 1 and (version = 1) = (reason = ''))
                """,
                "create index figures_edition_waiting on figures_edition (month_on) where published_at is null",
                *(
                    f"alter table figures_{table}"
                    f" add constraint figures_{table}_edition_fk foreign key (edition_id) references figures_edition (id),"
                    f" add constraint figures_{table}_agency_fk foreign key (agency_id) references agencies_agency (id)"
                    for table in ("line", "fact", "objection")
                ),
                "create index figures_line_agency on figures_line (agency_id, edition_id)",
                "create index figures_fact_edition on figures_fact (edition_id)",
                "alter table figures_fact add constraint figures_fact_what check (what in"
                " ('duty', 'redirect', 'extension', 'unanswered', 'reopened', 'rating'))",
                # A closed month is written once: what is wrong is put right beside it, in the next version.
                """
                create function figures_written_once() returns trigger language plpgsql as
                $$ begin raise exception '% is never changed', tg_table_name; end $$
                """,
                *(
                    f"create trigger written_once before update or delete on figures_{table}"
                    " for each row execute function figures_written_once()"
                    for table in ("line", "fact")
                ),
            ],
            [
                *(f"drop trigger written_once on figures_{table}" for table in ("fact", "line")),
                "drop function figures_written_once()",
                *(
                    f"alter table figures_{table} drop constraint figures_{table}_edition_fk, drop constraint figures_{table}_agency_fk"
                    for table in ("objection", "fact", "line")
                ),
                "drop index figures_fact_edition, figures_line_agency, figures_edition_waiting",
            ],
        ),
    ]
