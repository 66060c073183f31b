from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("signing", "0003_recount"), ("people", "0003_one_with")]

    initial = False

    operations = [
        ops.AddField(
            model_name="SignatureRow",
            name="block",
            field=fields.BinaryField(null=True),
        ),
        ops.RunSQL(
            [
                "alter table signing_signature add constraint signing_signature_block check (octet_length(block) = 16)"
            ],
            ["alter table signing_signature drop constraint signing_signature_block"],
        ),
    ]
