from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

# Who owed it after each event, as far as the events say: the first body of a clock that changed hands stands in none of them.
_FILL = """
update deadlines_event e set agency_id = coalesce(
  (select (m.facts ->> 'to_agency')::uuid from deadlines_event m
    where m.clock_id = e.clock_id and m.kind in ('redirected', 'handed_over') and m.number <= e.number
      and m.facts ->> 'to_agency' <> '' order by m.number desc limit 1),
  (select c.agency_id from deadlines_clock c where c.id = e.clock_id
      and not exists (select 1 from deadlines_event m where m.clock_id = c.id and m.kind in ('redirected', 'handed_over'))))
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_forgetting")]

    initial = False

    operations = [
        ops.AddField(
            model_name="EventRow",
            name="agency_id",
            field=fields.UUIDField(null=True),
        ),
        ops.RunSQL(
            [
                "alter table deadlines_event disable trigger written_once",
                _FILL,
                "alter table deadlines_event enable trigger written_once",
                # Figures judge a body by what it owed by the days of a month, whoever holds it since.
                "create index deadlines_event_owed on deadlines_event (agency_id, due_on, clock_id)",
            ],
            ["drop index deadlines_event_owed"],
        ),
    ]
