"""Reports, decisions, appeals."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class Report(Model):
    """A reader says that something is wrong with a public thing."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    about = fields.CharField(120)
    reporter_id = fields.UUIDField(null=True)
    reporter_key = fields.CharField(64)
    reason = fields.CharField(40)
    text = fields.TextField()
    made_at = fields.DatetimeField()
    decision_id = fields.UUIDField(null=True)

    class Meta:
        app = "moderation"
        table = "moderation_report"
        indexes = (("decision_id",),)


class Decision(Model):
    """``explanation`` is public. ``was_public``: everybody could read the thing when it was decided on."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    about = fields.CharField(120)
    outcome = fields.CharField(16)
    reason = fields.CharField(40)
    hides = fields.BooleanField()
    was_public = fields.BooleanField()
    explanation = fields.TextField()
    author_id = fields.UUIDField(null=True)
    decided_by = fields.UUIDField()
    decided_at = fields.DatetimeField()
    state = fields.CharField(16)

    class Meta:
        app = "moderation"
        table = "moderation_decision"
        indexes = (("about", "decided_at"),)


class Appeal(Model):
    """``first_decided_by`` stands here too, so that the database itself keeps the two apart."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    decision_id = fields.UUIDField(unique=True)
    appellant_id = fields.UUIDField()
    first_decided_by = fields.UUIDField()
    text = fields.TextField()
    made_at = fields.DatetimeField()
    outcome = fields.CharField(16, null=True)
    explanation = fields.TextField(null=True)
    decided_by = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        app = "moderation"
        table = "moderation_appeal"
