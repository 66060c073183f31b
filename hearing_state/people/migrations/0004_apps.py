from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("people", "0003_one_with")]

    initial = False

    operations = [
        ops.AddField(
            model_name="SessionRow",
            name="token_until",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.CreateModel(
            name="RefreshTokenRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("session_id", fields.UUIDField()),
                ("secret_digest", fields.BinaryField()),
                ("after_id", fields.UUIDField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "people_refresh_token",
                "app": "people",
                "indexes": [Index(fields=["session_id"])],
                "pk_attr": "id",
                "table_description": "What an app shows to get its next short token. One of a session is good; the others are kept to know a stolen one.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "create unique index people_refresh_token_secret on people_refresh_token (secret_digest)",
                "create unique index people_refresh_token_good on people_refresh_token (session_id) where ended_at is null",
                "alter table people_refresh_token add constraint people_refresh_token_session_fk"
                " foreign key (session_id) references people_session (id) on delete cascade",
            ],
            [
                "alter table people_refresh_token drop constraint people_refresh_token_session_fk",
                "drop index people_refresh_token_good, people_refresh_token_secret",
            ],
        ),
    ]
