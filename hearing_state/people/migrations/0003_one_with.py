from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("people", "0002_proofs")]

    initial = False

    operations = [
        ops.RunSQL(
            ["create index people_person_one_with on people_person (one_with) where one_with is not null"],
            ["drop index people_person_one_with"],
        ),
    ]
