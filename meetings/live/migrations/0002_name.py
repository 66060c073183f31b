from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("live", "0001_initial")]

    initial = False

    operations = [
        ops.AddField(
            model_name="TicketRow",
            name="name",
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.RunSQL(
            ["create index live_ticket_name on live_ticket (meeting_id, name) where kind = 'resume'"],
            ["drop index live_ticket_name"],
        ),
    ]
