from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise.contrib.postgres.fields import ArrayField
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="ImportRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("version", fields.CharField(max_length=80)),
                ("file_digest", fields.CharField(max_length=64)),
                ("imported_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("imported_by", fields.UUIDField(null=True)),
                ("total", fields.IntField()),
                ("appeared", fields.IntField()),
                ("vanished", fields.IntField()),
                ("renamed", fields.IntField()),
                ("changed", fields.IntField()),
            ],
            options={
                "table": "territories_import",
                "app": "territories",
                "indexes": [Index(fields=["imported_at"])],
                "pk_attr": "id",
                "table_description": "One import of a classifier: which file, and how much it changed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PlaceRow",
            fields=[
                ("code", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=9)),
                ("level", fields.CharField(max_length=16)),
                ("kind", fields.CharField(max_length=24)),
                ("parent_code", fields.CharField(null=True, max_length=9)),
                ("line_codes", ArrayField(element_type="TEXT")),
                ("name_kk", fields.TextField(unique=False)),
                ("name_ru", fields.TextField(unique=False)),
                ("short_kk", fields.TextField(unique=False)),
                ("short_ru", fields.TextField(unique=False)),
                ("official_kk", fields.TextField(unique=False)),
                ("official_ru", fields.TextField(unique=False)),
                ("sort_kk", fields.TextField(unique=False)),
                ("sort_ru", fields.TextField(unique=False)),
                ("folded_kk", fields.TextField(unique=False)),
                ("folded_ru", fields.TextField(unique=False)),
                ("folded_line", fields.TextField(unique=False)),
                ("size", fields.SmallIntField()),
                ("has_akim", fields.BooleanField()),
                ("population", fields.IntField(null=True)),
                ("population_source", fields.TextField(db_default="", unique=False)),
                ("opened_on", fields.DateField()),
                ("closed_on", fields.DateField(null=True)),
                ("classifier_version", fields.CharField(max_length=80)),
            ],
            options={
                "table": "territories_place",
                "app": "territories",
                "pk_attr": "code",
                "table_description": "One place, by its code. Never deleted: one that vanished from the classifier gets a day on which it closed.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create index territories_place_parent on territories_place (parent_code) where closed_on is null",
                # A name by its first letters, whatever the database's own collation.
                'create index territories_place_begins_kk on territories_place (folded_kk collate "C")',
                'create index territories_place_begins_ru on territories_place (folded_ru collate "C")',
                # A name by what sounds alike, and by a word in its middle.
                "create index territories_place_sounds on territories_place using gin (folded_kk gin_trgm_ops, folded_ru gin_trgm_ops) with (fastupdate = off)",
                """
                alter table territories_place
                  add constraint territories_place_code check (code ~ '^[1-9][0-9]{8}$'),
                  add constraint territories_place_level check (level in ('oblast', 'district', 'sub_district', 'settlement')),
                  add constraint territories_place_named check (name_kk <> '' and name_ru <> ''),
                  add constraint territories_place_days check (closed_on is null or closed_on >= opened_on),
                  add constraint territories_place_line check (line_codes[cardinality(line_codes)] = code),
                  add constraint territories_place_parent foreign key (parent_code) references territories_place (code)
                    deferrable initially deferred
                """,
            ],
            [
                """
                alter table territories_place drop constraint territories_place_parent,
                  drop constraint territories_place_line, drop constraint territories_place_days,
                  drop constraint territories_place_named, drop constraint territories_place_level,
                  drop constraint territories_place_code
                """,
                "drop index territories_place_parent, territories_place_begins_kk, territories_place_begins_ru, territories_place_sounds",
            ],
        ),
    ]
