"""The tables of meetings. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class MeetingRow(Model):
    """A meeting from the moment when it stands in a published calendar. Drafts of a year lie with the planning."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    agency_id = fields.UUIDField()
    place_code = fields.CharField(9, null=True)
    rule_key = fields.CharField(40, null=True)
    kind = fields.CharField(8)
    state = fields.CharField(10)
    mode = fields.CharField(8)
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    title_kk = fields.TextField()
    title_ru = fields.TextField()
    folded = fields.TextField(db_default="")
    topic = fields.CharField(40, null=True)
    languages = ArrayField("text")
    interpretation = ArrayField("text")
    host_is_deputy = fields.BooleanField(db_default=False)
    host_name = fields.TextField(db_default="")
    host_post_kk = fields.TextField(db_default="")
    host_post_ru = fields.TextField(db_default="")
    host_post_en = fields.TextField(db_default="")
    address_kk = fields.TextField(db_default="")
    address_ru = fields.TextField(db_default="")
    seats = fields.IntField(null=True)
    join_kk = fields.TextField(db_default="")
    join_ru = fields.TextField(db_default="")
    report_minutes = fields.SmallIntField()
    announce_days = fields.SmallIntField()
    announced_at = fields.DatetimeField(null=True)
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    cancelled_at = fields.DatetimeField(null=True)
    reason = fields.TextField(db_default="")
    attendance = fields.IntField(null=True)
    visit_key = fields.CharField(60, null=True)
    plan_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "schedule_meeting"


class ChangeRow(Model):
    """One thing that happened to a meeting. Never changed, never deleted."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    kind = fields.CharField(10)
    made_at = fields.DatetimeField()
    made_by = fields.UUIDField(null=True)
    reason = fields.TextField(db_default="")
    before_at = fields.DatetimeField(null=True)
    after_at = fields.DatetimeField(null=True)
    facts: fields.JSONField[dict[str, object]] = fields.JSONField()

    class Meta:
        table = "schedule_change"
        indexes = (("meeting_id", "made_at"),)
