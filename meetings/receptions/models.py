"""The tables of personal reception. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class HoursRow(Model):
    """When a head or a deputy receives people, and where. Public once it is published."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    agency_id = fields.UUIDField()
    holder_name = fields.TextField()
    post_kk = fields.TextField()
    post_ru = fields.TextField()
    post_en = fields.TextField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    slot_minutes = fields.SmallIntField()
    room_kk = fields.TextField()
    room_ru = fields.TextField()
    has_video = fields.BooleanField()
    published_at = fields.DatetimeField(null=True)
    cancelled_at = fields.DatetimeField(null=True)
    reason = fields.TextField(db_default="")
    made_at = fields.DatetimeField()

    class Meta:
        table = "receptions_hours"


class BookingRow(Model):
    """A signed request to be received, and what became of it. Read by the visitor and the office alone."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    agency_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    wanted_id = fields.UUIDField(null=True)
    essence = fields.TextField()
    language = fields.CharField(2)
    priority = fields.CharField(16)
    form = fields.CharField(10)
    channel = fields.CharField(8)
    state = fields.CharField(12)
    registered_at = fields.DatetimeField()
    registered_on = fields.DateField()
    redirect_until_on = fields.DateField()
    cure_until_on = fields.DateField(null=True)
    clock_id = fields.UUIDField()
    hours_id = fields.UUIDField(null=True)
    slot_at = fields.DatetimeField(null=True)
    appointed_on = fields.DateField(null=True)
    file_ready_at = fields.DatetimeField(null=True)
    file_note = fields.TextField(db_default="")
    decision = fields.TextField(db_default="")
    instruction = fields.TextField(db_default="")
    instruction_until_on = fields.DateField(null=True)
    recording_note = fields.TextField(db_default="")
    signed_on = fields.DateField(null=True)
    protocol_clock_id = fields.UUIDField(null=True)
    handed_over_at = fields.DatetimeField(null=True)
    survey = fields.CharField(16, db_default="not_asked")

    class Meta:
        table = "receptions_booking"


class EventRow(Model):
    """One thing that happened to a request. Never changed, never deleted."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    booking_id = fields.UUIDField()
    kind = fields.CharField(16)
    happened_at = fields.DatetimeField()
    actor_id = fields.UUIDField(null=True)
    reason = fields.TextField(db_default="")
    facts: fields.JSONField[dict[str, object]] = fields.JSONField()

    class Meta:
        table = "receptions_event"
        indexes = (("booking_id", "happened_at"),)


class ReminderRow(Model):
    """That somebody was told of a reception's day: the unique row lets it happen once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    hours_id = fields.UUIDField()
    kind = fields.CharField(12)
    due_on = fields.DateField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "receptions_reminder"
        unique_together = (("hours_id", "kind", "due_on"),)
