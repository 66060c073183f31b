from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="ContactRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("channel", fields.CharField(max_length=5)),
                ("address", fields.TextField(unique=False)),
                ("address_digest", fields.BinaryField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("confirmed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "people_contact",
                "app": "people",
                "indexes": [Index(fields=["person_id"])],
                "pk_attr": "id",
                "table_description": "An e-mail address or telephone number of somebody; confirmed once a code sent there came back.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LoginCodeRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("ticket_digest", fields.BinaryField()),
                ("contact_digest", fields.BinaryField()),
                ("code_digest", fields.BinaryField()),
                ("sealed", fields.BinaryField()),
                ("locale", fields.CharField(max_length=2)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("used_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "people_login_code",
                "app": "people",
                "indexes": [Index(fields=["expires_at"])],
                "pk_attr": "id",
                "table_description": "A code on its way to a contact. Code and address lie here sealed or as digests only.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PersonRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=10)),
                ("given_name", fields.TextField(db_default="", unique=False)),
                ("family_name", fields.TextField(db_default="", unique=False)),
                ("locale", fields.CharField(max_length=2)),
                ("iin_digest", fields.BinaryField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "people_person",
                "app": "people",
                "pk_attr": "id",
                "table_description": "A resident or a member of staff. Of the IIN only a keyed digest is kept, and nothing is derived from it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SessionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("secret_digest", fields.BinaryField()),
                ("person_id", fields.UUIDField()),
                ("step", fields.CharField(max_length=16)),
                ("browser", fields.CharField(db_default="", max_length=60)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("seen_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "people_session",
                "app": "people",
                "indexes": [Index(fields=["person_id"]), Index(fields=["seen_at"])],
                "pk_attr": "id",
                "table_description": "A browser in which somebody is signed in. ``step`` says how sure we are of who it is.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="StaffCredentialRow",
            fields=[
                ("person_id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("user_name", fields.CharField(unique=True, max_length=60)),
                ("password_hash", fields.TextField(unique=False)),
                ("totp_sealed", fields.BinaryField()),
                ("totp_last_counter", fields.BigIntField(db_default=0)),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "people_staff_credential",
                "app": "people",
                "pk_attr": "person_id",
                "table_description": "User name, argon2id hash and sealed TOTP secret of a member of staff.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="VisitRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("operator_id", fields.UUIDField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "people_visit",
                "app": "people",
                "indexes": [Index(fields=["person_id"]), Index(fields=["operator_id", "made_at"])],
                "pk_attr": "id",
                "table_description": "An operator acted for somebody who came to the service centre.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table people_person add constraint people_person_kind check (kind in ('resident', 'staff')),"
                " add constraint people_person_locale check (locale in ('kk', 'ru', 'en')),"
                " add constraint people_person_iin check (iin_digest is null or length(iin_digest) = 32)",
                "create unique index people_person_iin_once on people_person (iin_digest) where iin_digest is not null",
                "create unique index people_contact_once on people_contact (address_digest)",
                "alter table people_contact add constraint people_contact_channel check (channel in ('email', 'phone')),"
                " add constraint people_contact_person_fk foreign key (person_id) references people_person (id)",
                "create unique index people_login_code_ticket on people_login_code (ticket_digest)",
                "create unique index people_session_secret on people_session (secret_digest)",
                "alter table people_session add constraint people_session_step check (step in ('code', 'password_totp')),"
                " add constraint people_session_person_fk foreign key (person_id) references people_person (id)",
                "alter table people_staff_credential add constraint people_credential_person_fk"
                " foreign key (person_id) references people_person (id)",
                "alter table people_visit add constraint people_visit_person_fk foreign key (person_id) references people_person (id),"
                " add constraint people_visit_operator_fk foreign key (operator_id) references people_person (id)",
            ],
            [
                "alter table people_visit drop constraint people_visit_person_fk, drop constraint people_visit_operator_fk",
                "alter table people_staff_credential drop constraint people_credential_person_fk",
                "alter table people_session drop constraint people_session_person_fk",
                "alter table people_contact drop constraint people_contact_person_fk",
            ],
        ),
    ]
