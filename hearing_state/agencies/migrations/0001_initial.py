from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    dependencies = [("territories", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="AgencyRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("slug", fields.CharField(unique=True, max_length=120)),
                ("kind", fields.CharField(max_length=20)),
                ("name_kk", fields.TextField(unique=False)),
                ("name_ru", fields.TextField(unique=False)),
                ("name_en", fields.TextField(unique=False)),
                ("folded", fields.TextField(unique=False)),
                ("place_code", fields.CharField(null=True, max_length=9)),
                ("is_central", fields.BooleanField()),
                ("is_named_by_hand", fields.BooleanField(db_default=False)),
                ("needs_second_person", fields.BooleanField(db_default=False)),
                ("founded_on", fields.DateField()),
                ("dissolved_on", fields.DateField(null=True)),
                ("successor_id", fields.UUIDField(null=True)),
            ],
            options={
                "table": "agencies_agency",
                "app": "agencies",
                "pk_attr": "id",
                "table_description": "A body. Never deleted: a dissolved one names its successor.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AppointmentRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField()),
                ("person_id", fields.UUIDField(null=True)),
                ("holder_name", fields.TextField(unique=False)),
                ("role", fields.CharField(max_length=20)),
                ("post_kk", fields.TextField(unique=False)),
                ("post_ru", fields.TextField(unique=False)),
                ("post_en", fields.TextField(unique=False)),
                ("from_on", fields.DateField()),
                ("until_on", fields.DateField(null=True)),
            ],
            options={
                "table": "agencies_appointment",
                "app": "agencies",
                "indexes": [Index(fields=["agency_id", "from_on"])],
                "pk_attr": "id",
                "table_description": "Somebody in a post. Its first day never changes; its last day is written once.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FormerNameRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("agency_id", fields.UUIDField()),
                ("name_kk", fields.TextField(unique=False)),
                ("name_ru", fields.TextField(unique=False)),
                ("name_en", fields.TextField(unique=False)),
                ("until_on", fields.DateField()),
            ],
            options={
                "table": "agencies_former_name",
                "app": "agencies",
                "indexes": [Index(fields=["agency_id", "until_on"])],
                "pk_attr": "id",
                "table_description": "What a body was called until a day.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RemitRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("topic_key", fields.CharField(max_length=40)),
                ("tier", fields.CharField(max_length=10)),
                ("ministry_id", fields.UUIDField(null=True)),
                ("from_on", fields.DateField()),
                ("until_on", fields.DateField(null=True)),
                ("certainty", fields.CharField(max_length=1)),
                ("source", fields.TextField(unique=False)),
            ],
            options={
                "table": "agencies_remit",
                "app": "agencies",
                "indexes": [Index(fields=["topic_key", "from_on"])],
                "pk_attr": "id",
                "table_description": "At which tier a topic is decided, from a day until a day. One row per topic has no end.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TopicRow",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ("name_kk", fields.TextField(unique=False)),
                ("name_ru", fields.TextField(unique=False)),
                ("name_en", fields.TextField(unique=False)),
                ("position", fields.SmallIntField()),
            ],
            options={"table": "agencies_topic", "app": "agencies", "pk_attr": "key"},
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                # One living office for a place: making offices twice makes none the second time.
                "create unique index agencies_one_office on agencies_agency (place_code)"
                " where place_code is not null and dissolved_on is null and kind in ('oblast_akim', 'district_akim', 'okrug_akim')",
                "create index agencies_agency_place on agencies_agency (place_code)",
                "create index agencies_agency_successor on agencies_agency (successor_id) where successor_id is not null",
                "create index agencies_agency_words on agencies_agency using gin (folded gin_trgm_ops)",
                "alter table agencies_agency add constraint agencies_kind"
                " check (kind in ('oblast_akim', 'district_akim', 'okrug_akim', 'ministry', 'other')),"
                # No question is orphaned: whoever is dissolved names who takes over, and it is somebody else.
                " add constraint agencies_succession check ((dissolved_on is null) = (successor_id is null) and successor_id <> id),"
                " add constraint agencies_agency_place_fk foreign key (place_code) references territories_place (code),"
                " add constraint agencies_agency_successor_fk foreign key (successor_id) references agencies_agency (id)",
                "alter table agencies_former_name add constraint agencies_former_name_agency_fk"
                " foreign key (agency_id) references agencies_agency (id)",
                "alter table agencies_appointment"
                " add constraint agencies_appointment_agency_fk foreign key (agency_id) references agencies_agency (id),"
                " add constraint agencies_appointment_role check"
                " (role in ('clerk', 'official', 'head', 'moderator', 'auditor', 'administrator', 'operator')),"
                # Ended on the day before it began: a post that was never taken up.
                " add constraint agencies_appointment_days check (until_on is null or until_on >= from_on - 1)",
                "create index agencies_appointment_person on agencies_appointment (person_id) where person_id is not null",
                "create unique index agencies_one_head on agencies_appointment (agency_id) where role = 'head' and until_on is null",
                """
create function agencies_keep_appointment() returns trigger language plpgsql as $$
begin
  if new.from_on <> old.from_on or new.agency_id <> old.agency_id or new.role <> old.role
     or new.person_id is distinct from old.person_id
     or (old.until_on is not null and new.until_on is distinct from old.until_on) then
    raise exception 'an appointment is never rewritten' using errcode = 'check_violation', constraint = 'agencies_keep_appointment';
  end if;
  return new;
end $$
                """,
                "create trigger agencies_keep_appointment before update on agencies_appointment"
                " for each row execute function agencies_keep_appointment()",
                """
create function agencies_keep_dissolved() returns trigger language plpgsql as $$
begin
  if old.dissolved_on is not null and (new.dissolved_on is distinct from old.dissolved_on
     or new.successor_id is distinct from old.successor_id) then
    raise exception 'a succession is never rewritten' using errcode = 'check_violation', constraint = 'agencies_keep_dissolved';
  end if;
  if old.dissolved_on is null and new.dissolved_on is not null
     and exists (select 1 from agencies_agency a where a.id = new.successor_id and a.dissolved_on is not null) then
    raise exception 'a successor must be living' using errcode = 'check_violation', constraint = 'agencies_living_successor';
  end if;
  return new;
end $$
                """,
                "create trigger agencies_keep_dissolved before update on agencies_agency"
                " for each row execute function agencies_keep_dissolved()",
                "alter table agencies_remit"
                " add constraint agencies_remit_topic_fk foreign key (topic_key) references agencies_topic (key),"
                " add constraint agencies_remit_ministry_fk foreign key (ministry_id) references agencies_agency (id),"
                " add constraint agencies_remit_tier check (tier in ('okrug', 'district', 'oblast', 'central')),"
                " add constraint agencies_remit_certainty check (certainty in ('Q', 'N', 'C', 'M')),"
                " add constraint agencies_remit_central check (tier <> 'central' or ministry_id is not null),"
                " add constraint agencies_remit_days check (until_on is null or until_on >= from_on - 1)",
                "create unique index agencies_one_remit on agencies_remit (topic_key) where until_on is null",
                # What higher packages may read of appointments in one query of their own.
                "create view agencies_grant as select person_id, agency_id, role, from_on, until_on"
                " from agencies_appointment where person_id is not null",
            ],
            [
                "drop view agencies_grant",
                "drop trigger agencies_keep_dissolved on agencies_agency",
                "drop function agencies_keep_dissolved",
                "drop trigger agencies_keep_appointment on agencies_appointment",
                "drop function agencies_keep_appointment",
            ],
        ),
    ]
