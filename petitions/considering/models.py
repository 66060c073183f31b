"""What the body did with a petition, and what it decided. All of it is public."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class StepRow(Model):
    """One dated step of the consideration. Never changed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    kind = fields.CharField(12)
    taken_on = fields.DateField()
    text = fields.TextField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "considering_step"
        indexes = (("petition_id", "taken_on"),)


class DecisionRow(Model):
    """The decision. ``statement``: what the head says with it when it is published (90-6(3))."""

    petition_id = fields.UUIDField(primary_key=True, default=new_id)
    outcome = fields.CharField(8)
    language = fields.CharField(2)
    text = fields.TextField()
    law = fields.TextField()
    complaint = fields.TextField()
    decided_by = fields.UUIDField()
    decided_at = fields.DatetimeField()
    statement = fields.TextField(db_default="")
    published_at = fields.DatetimeField(null=True)

    class Meta:
        table = "considering_decision"
