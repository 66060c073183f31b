"""The tables of promises. Persons' rows may be erased, so their columns bear no foreign key."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class CommitmentRow(Model):
    """A promise. The database itself refuses to change its words, its moment and the day that was said."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    meeting_id = fields.UUIDField()
    agency_id = fields.UUIDField()
    first_agency_id = fields.UUIDField()
    owner_post_kk = fields.TextField()
    owner_post_ru = fields.TextField()
    owner_post_en = fields.TextField(db_default="")
    owner_name = fields.TextField()
    owner_person_id = fields.UUIDField(null=True)
    quote = fields.TextField()
    language = fields.CharField(2)
    translation_kk = fields.TextField(db_default="")
    translation_ru = fields.TextField(db_default="")
    place_code = fields.CharField(9, null=True)
    said_at = fields.DatetimeField()
    offset_seconds = fields.IntField()
    question_ref = fields.CharField(20, null=True)
    first_due_on = fields.DateField()
    due_on = fields.DateField()
    state = fields.CharField(10)
    kept_on = fields.DateField(null=True)
    broken_on = fields.DateField(null=True)
    is_narrowed = fields.BooleanField(db_default=False)
    contests = fields.IntField(db_default=0)
    made_by = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()

    class Meta:
        table = "commitments_commitment"
        indexes = (("meeting_id", "said_at"), ("agency_id", "due_on"))


class EventRow(Model):
    """One thing that happened to a promise. Only ever added."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    commitment_id = fields.UUIDField()
    number = fields.SmallIntField()
    kind = fields.CharField(12)
    happened_at = fields.DatetimeField()
    made_by = fields.UUIDField(null=True)
    agency_id = fields.UUIDField()
    text = fields.TextField(db_default="")
    before_on = fields.DateField(null=True)
    after_on = fields.DateField(null=True)

    class Meta:
        table = "commitments_event"
        unique_together = (("commitment_id", "number"),)


class ContestRow(Model):
    """Somebody who had asked says that what counts as kept was not done. The words are for the office; that it happened is public."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    commitment_id = fields.UUIDField()
    person_id = fields.UUIDField()
    text = fields.TextField()
    made_at = fields.DatetimeField()
    answer = fields.TextField(db_default="")
    answered_at = fields.DatetimeField(null=True)
    answered_by = fields.UUIDField(null=True)

    class Meta:
        table = "commitments_contest"
        unique_together = (("commitment_id", "person_id"),)


class FollowRow(Model):
    """Somebody wants to be told how it goes on."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    commitment_id = fields.UUIDField()
    person_id = fields.UUIDField()
    followed_at = fields.DatetimeField()

    class Meta:
        table = "commitments_follow"
        unique_together = (("commitment_id", "person_id"),)
        indexes = (("person_id",),)


class ReminderRow(Model):
    """That the owner was told of a day: the unique row lets it happen once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    commitment_id = fields.UUIDField()
    kind = fields.CharField(8)
    due_on = fields.DateField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "commitments_reminder"
        unique_together = (("commitment_id", "kind", "due_on"),)
