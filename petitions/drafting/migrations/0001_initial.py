from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from hearing_state.ids import new_id
from json import dumps, loads
from tortoise import fields
from tortoise.indexes import Index

from petitions.drafting.petition import LIFECYCLE
from petitions.drafting.thresholds import Competence

COMPETENCES = ", ".join(f"'{each}'" for each in Competence)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("questions", "0002_from_meetings")]

    operations = [
        ops.CreateModel(
            name="DraftRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("owner_id", fields.UUIDField(null=True)),
                ("secret_digest", fields.BinaryField(null=True)),
                (
                    "typed",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "remarks",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "drafting_draft",
                "app": "drafting",
                "indexes": [Index(fields=["owner_id"]), Index(fields=["saved_at"])],
                "pk_attr": "id",
                "table_description": "What somebody began to write: owned by a person, or by whoever has the browser's secret. ``remarks``: field -> what to mend.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=24)),
                (
                    "facts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("happened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "drafting_event",
                "app": "drafting",
                "indexes": [Index(fields=["petition_id", "happened_at"])],
                "pk_attr": "id",
                "table_description": "One thing that happened to a petition, for its timeline. Never changed, never deleted. ``kind``: the event's own word.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PetitionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ref", fields.CharField(unique=True, max_length=20)),
                ("link", fields.CharField(unique=True, max_length=43)),
                ("title", fields.TextField(unique=False)),
                ("reasons", fields.TextField(unique=False)),
                ("proposal", fields.TextField(unique=False)),
                ("folded", fields.TextField(unique=False)),
                ("folded_title", fields.TextField(unique=False)),
                ("language", fields.CharField(max_length=2)),
                ("topic", fields.CharField(max_length=40)),
                ("competence", fields.CharField(max_length=20)),
                ("agency_id", fields.UUIDField()),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("author_id", fields.UUIDField(null=True)),
                ("author_shown", fields.TextField(db_default="", unique=False)),
                ("author_place", fields.CharField(max_length=9)),
                ("state", fields.CharField(max_length=12)),
                ("is_hidden", fields.BooleanField(db_default=False)),
                ("edition_on", fields.DateField()),
                ("filed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("gather_until_on", fields.DateField()),
                ("fifty_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("collect_until_on", fields.DateField(null=True)),
                ("needed", fields.IntField(null=True)),
                ("population", fields.IntField(null=True)),
                ("population_on", fields.DateField(null=True)),
                ("population_source", fields.TextField(db_default="", unique=False)),
                ("reached_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "drafting_petition",
                "app": "drafting",
                "pk_attr": "id",
                "table_description": "A filed petition. ``link``: the secret of its direct address, which alone leads to it before it is public.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PopulationRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("place_code", fields.CharField(max_length=9)),
                ("people", fields.IntField()),
                ("counted_on", fields.DateField()),
                ("source", fields.TextField(unique=False)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "drafting_population",
                "app": "drafting",
                "unique_together": (("place_code", "counted_on"),),
                "pk_attr": "id",
                "table_description": "How many people lived in a place on a day, and who says so. The latest figure not after today holds.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                # Numbers are never given twice; a refused filing leaves a gap.
                "create sequence drafting_number",
                f"""
                alter table drafting_petition
                  add constraint drafting_petition_place_fk foreign key (place_code) references territories_place (code),
                  add constraint drafting_petition_topic_fk foreign key (topic) references agencies_topic (key),
                  add constraint drafting_petition_agency_fk foreign key (agency_id) references agencies_agency (id),
                  add constraint drafting_petition_ref check (ref ~ '^P-[0-9]{{4}}-[0-9]{{6,9}}$'),
                  add constraint drafting_petition_link check (char_length(link) = 43),
                  add constraint drafting_petition_state check ({LIFECYCLE.check_sql()}),
                  add constraint drafting_petition_competence check (competence in ({COMPETENCES})),
                  add constraint drafting_petition_language check (language in ('kk', 'ru', 'en')),
                  add constraint drafting_petition_words check
                    (char_length(title) between 10 and 150 and char_length(reasons) between 30 and 5000 and char_length(proposal) between 30 and 5000),
                  add constraint drafting_petition_needed check (needed > 0 and (population is null or population > 0)),
                  add constraint drafting_petition_posted check
                    (state not in ('public', 'reached', 'sent', 'registered', 'considering', 'granted', 'partly', 'refused', 'returned')
                     or (published_at is not null and collect_until_on is not null and needed is not null)),
                  add constraint drafting_petition_reached check
                    (state not in ('reached', 'sent', 'registered', 'considering', 'granted', 'partly', 'refused') or reached_at is not null),
                  add constraint drafting_petition_decided check ((state in ('granted', 'partly', 'refused')) = (decided_at is not null))
                """,
                "create index drafting_petition_state_of on drafting_petition (state, published_at desc)",
                "create index drafting_petition_author on drafting_petition (author_id, filed_at desc) where author_id is not null",
                "create index drafting_petition_body on drafting_petition (agency_id, state)",
                "create index drafting_petition_words_of on drafting_petition using gin (folded gin_trgm_ops)",
                "create index drafting_petition_same on drafting_petition (agency_id, folded_title)",
                "create index drafting_petition_gathering on drafting_petition (gather_until_on) where state = 'gathering'",
                "create index drafting_petition_collecting on drafting_petition (collect_until_on) where state = 'public'",
                "alter table drafting_event add constraint drafting_event_petition_fk foreign key (petition_id) references drafting_petition (id)",
                # What everybody read of its way is written once.
                "create trigger written_once before update or delete on drafting_event"
                " for each row execute function questions_written_once()",
                "alter table drafting_draft add constraint drafting_draft_owned check (num_nonnulls(owner_id, secret_digest) = 1)",
                "create index drafting_draft_secret on drafting_draft (secret_digest) where secret_digest is not null",
                "alter table drafting_population"
                " add constraint drafting_population_place_fk foreign key (place_code) references territories_place (code),"
                " add constraint drafting_population_people check (people > 0),"
                " add constraint drafting_population_source check (source <> '')",
            ],
            ["drop trigger written_once on drafting_event", "drop sequence drafting_number"],
        ),
    ]
