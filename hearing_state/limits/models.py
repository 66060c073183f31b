"""One row per limit and person, address or contact; old ones are swept."""

from tortoise import fields
from tortoise.models import Model


class Bucket(Model):
    """The theoretical arrival time of the generic cell rate algorithm (ITU-T I.371)."""

    key = fields.CharField(200, primary_key=True)
    arrival_at = fields.DatetimeField()

    class Meta:
        table = "limits_bucket"
        indexes = (("arrival_at",),)
