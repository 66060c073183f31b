"""The tables of the speaking queue. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class HallRow(Model):
    """The queue of one meeting. ``seed``: the lots are drawn from it; ``version`` grows with everything that the hall shows."""

    meeting_id = fields.UUIDField(primary_key=True)
    seed = fields.CharField(64)
    speaking_seconds = fields.SmallIntField()
    answering_seconds = fields.SmallIntField()
    version = fields.BigIntField(db_default=0)
    opened_at = fields.DatetimeField()
    opened_by = fields.UUIDField(null=True)

    class Meta:
        table = "floor_hall"


class SeatRow(Model):
    """Somebody takes part. Its id is her lot: it stays the same however often she comes in and puts her hand up.

    ``voice_name``: a person without a device at a listening point, whose seat is ``point_id``.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    point_id = fields.UUIDField(null=True)
    voice_name = fields.TextField(db_default="")
    channel = fields.CharField(10)
    language = fields.CharField(2)
    place_code = fields.CharField(9)
    has_consented = fields.BooleanField()
    entered_at = fields.DatetimeField()
    left_at = fields.DatetimeField(null=True)

    class Meta:
        table = "floor_seat"


class HandRow(Model):
    """A hand that is up until ``lowered_at``; ``moved_to``: the place that whoever chairs gave it, from 1."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    seat_id = fields.UUIDField()
    raised_at = fields.DatetimeField()
    lowered_at = fields.DatetimeField(null=True)
    moved_to = fields.SmallIntField(null=True)

    class Meta:
        table = "floor_hand"


class TurnRow(Model):
    """A turn, of a hand (``seat_id``) or of a question asked ahead. ``speech_id``: its line in the record of the meeting.

    ``is_undone``: given by mistake; it counts for nothing.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    kind = fields.CharField(10)
    seat_id = fields.UUIDField(null=True)
    question_ref = fields.CharField(20, null=True)
    speech_id = fields.UUIDField(null=True)
    began_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    reason = fields.TextField(db_default="")
    is_undone = fields.BooleanField(db_default=False)

    class Meta:
        table = "floor_turn"


class MoveRow(Model):
    """What whoever chairs did against the rule, with the reason that everybody reads. Written once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    seat_id = fields.UUIDField()
    moved_to = fields.SmallIntField()
    reason = fields.TextField()
    moved_at = fields.DatetimeField()
    moved_by = fields.UUIDField(null=True)

    class Meta:
        table = "floor_move"
