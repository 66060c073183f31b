"""What the door keeps: who did what (for the auditor), and answers to requests that may come twice."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class Act(Model):
    """One call of one action. Says who, when, what and about what; never with which words."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    action = fields.CharField(80)
    about = fields.CharField(120)
    person_id = fields.UUIDField(null=True)
    roles = fields.CharField(200)
    made_at = fields.DatetimeField()
    request_id = fields.CharField(64)

    class Meta:
        table = "actions_act"
        indexes = (("about", "made_at"), ("person_id", "made_at"), ("made_at",))


class KeptRequest(Model):
    """The answer given to a request with an idempotency key; swept after some days."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    action = fields.CharField(80)
    caller = fields.CharField(64)
    key = fields.CharField(200)
    wish_digest = fields.BinaryField()
    result: fields.JSONField[object] = fields.JSONField(null=True)
    made_at = fields.DatetimeField()

    class Meta:
        table = "actions_request"
        unique_together = (("action", "caller", "key"),)
        indexes = (("made_at",),)
