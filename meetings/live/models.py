"""Tickets into the live hall. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class TicketRow(Model):
    """One way in, used once: from a page for a minute (``entry``), or back again after a cut (``resume``). Only its digest is kept.

    ``seat`` stays the same through all of somebody's comings back. ``name``: how
    its owner is called on the wire, of a token to come back with. ``person_id`` and ``session_id`` are empty for a guest.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    digest = fields.BinaryField()
    kind = fields.CharField(6)
    meeting_id = fields.UUIDField()
    seat = fields.CharField(22)
    name = fields.CharField(16, null=True)
    person_id = fields.UUIDField(null=True)
    session_id = fields.UUIDField(null=True)
    origin = fields.CharField(200)
    language = fields.CharField(2)
    agrees = fields.BooleanField()
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    burned_at = fields.DatetimeField(null=True)

    class Meta:
        table = "live_ticket"
        indexes = (("expires_at",),)
