from tortoise import migrations
from tortoise.migrations import operations as ops

from meetings.duties.law import statements

_UNITS = "alter table duties_norm drop constraint if exists duties_norm_unit, add constraint duties_norm_unit check (unit in ({units}))"
_BEFORE = "'percent', 'day_of_year', 'day_of_month', 'days'"


class Migration(migrations.Migration):
    """Numbers of personal reception and of ministers' drafts; two more things that a number can count."""

    dependencies = [("duties", "0002_correctable")]

    initial = False

    operations = [
        ops.RunSQL(
            [_UNITS.format(units=f"{_BEFORE}, 'working_days', 'times_a_month'"), *statements("0003")],
            [
                "delete from duties_norm where unit in ('working_days', 'times_a_month') or key like 'ministers\\_%'",
                _UNITS.format(units=_BEFORE),
            ],
        ),
    ]
