"""The tables of questions ahead. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class AheadRow(Model):
    """A question ahead of a meeting, under a number of the questions' own series. ``turn``: the asker's first, second … on this list.

    ``is_first_time``: its asker had asked ahead of no meeting before; frozen when it was asked. ``taken_ref``: the question that it
    became, or that the bundle's lead became.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    meeting_id = fields.UUIDField()
    text = fields.TextField()
    folded = fields.TextField()
    language = fields.CharField(2)
    topic = fields.CharField(40)
    place_code = fields.CharField(9)
    asker_id = fields.UUIDField(null=True)
    guest_digest = fields.BinaryField(null=True)
    is_guest = fields.BooleanField()
    turn = fields.SmallIntField()
    channel = fields.CharField(5)
    point_id = fields.UUIDField(null=True)
    is_named = fields.BooleanField()
    is_first_time = fields.BooleanField()
    screening = fields.CharField(10)
    hidden_reason = fields.CharField(40, null=True)
    state = fields.CharField(12)
    bundle_id = fields.UUIDField(null=True)
    asked_at = fields.DatetimeField()
    asked_moment_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)
    answer_kk = fields.TextField(db_default="")
    answer_ru = fields.TextField(db_default="")
    taken_at = fields.DatetimeField(null=True)
    taken_ref = fields.CharField(20, null=True)
    receiver_name = fields.TextField(db_default="")
    receiver_post = fields.TextField(db_default="")

    class Meta:
        table = "asking_question"


class SupportRow(Model):
    """One person, or one guest's browser, stands behind a question. ``is_own``: whoever asked it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    supporter = fields.BinaryField()
    person_id = fields.UUIDField(null=True)
    is_guest = fields.BooleanField()
    is_own = fields.BooleanField(db_default=False)
    supported_at = fields.DatetimeField()

    class Meta:
        table = "asking_support"
        unique_together = (("question_id", "supporter"),)
        indexes = (("person_id",),)


class BundleRow(Model):
    """Questions that ask the same, in one language or two: one line of the order, one answer to all. ``likeness`` in percent."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    lead_id = fields.UUIDField()
    origin = fields.CharField(8)
    likeness = fields.SmallIntField(null=True)
    made_by = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()

    class Meta:
        table = "asking_bundle"
        indexes = (("meeting_id",),)


class OverrideRow(Model):
    """The chair's word on a place in the order; the latest one holds. Without a position: back to where the rule puts it. Never changed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    position = fields.SmallIntField(null=True)
    reason = fields.TextField()
    made_by = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()

    class Meta:
        table = "asking_override"
        indexes = (("question_id", "made_at"),)


class SplitRow(Model):
    """Somebody said that the bundle's answer is not an answer to hers. Never changed: her question is not bundled again."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField(unique=True)
    bundle_id = fields.UUIDField()
    split_at = fields.DatetimeField()

    class Meta:
        table = "asking_split"


class DraftRow(Model):
    """What somebody typed and has not sent, while she signs in: opened again by the browser's secret alone."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    secret_digest = fields.BinaryField()
    typed: fields.JSONField[dict[str, str]] = fields.JSONField()
    saved_at = fields.DatetimeField()

    class Meta:
        table = "asking_draft"
        unique_together = (("meeting_id", "secret_digest"),)
        indexes = (("saved_at",),)
