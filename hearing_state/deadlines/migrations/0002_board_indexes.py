from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [
        ops.RunSQL(
            [
                # Totals of a body or a place count open and settled duties together: one index for both.
                "create index deadlines_clock_duties on deadlines_clock (settled_on, due_on) include (outcome) where kind = 'duty'",
                "create index deadlines_clock_by_agency on deadlines_clock (agency_id, settled_on, due_on) include (outcome) where kind = 'duty'",
                'create index deadlines_clock_by_place on deadlines_clock (place_code collate "C", settled_on, due_on) include (outcome) '
                "where kind = 'duty'",
                "drop index deadlines_clock_settled_agency, deadlines_clock_settled_place",
            ],
            [
                "create index deadlines_clock_settled_agency on deadlines_clock (agency_id, settled_on) where settled_on is not null",
                'create index deadlines_clock_settled_place on deadlines_clock (place_code collate "C", settled_on) where settled_on is not null',
                "drop index deadlines_clock_duties, deadlines_clock_by_agency, deadlines_clock_by_place",
            ],
        ),
    ]
