from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Whoever takes back her consent to be recorded must be silent at once, so the hall's version grows with it and the sockets are told."""

    dependencies = [("floor", "0001_initial")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "create trigger stir_the_hall_anew after update of has_consented on floor_seat"
                " for each row when (old.has_consented is distinct from new.has_consented) execute function floor_stir()",
                "create trigger stir_the_hall_first after insert on floor_seat"
                " for each row when (not new.has_consented) execute function floor_stir()",
            ],
            [
                "drop trigger stir_the_hall_anew on floor_seat",
                "drop trigger stir_the_hall_first on floor_seat",
            ],
        ),
    ]
