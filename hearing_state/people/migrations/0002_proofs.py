from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    initial = False

    operations = [
        ops.AddField(
            model_name="PersonRow",
            name="one_with",
            field=fields.UUIDField(null=True),
        ),
        ops.RunSQL(
            [
                "alter table people_session drop constraint people_session_step,"
                " add constraint people_session_step check (step in ('code', 'openid', 'password_totp'))",
                "alter table people_person add constraint people_person_one check (one_with is null or (one_with <> id and iin_digest is null))",
            ],
            [
                "alter table people_person drop constraint people_person_one",
                "alter table people_session drop constraint people_session_step,"
                " add constraint people_session_step check (step in ('code', 'password_totp')) not valid",
            ],
        ),
    ]
