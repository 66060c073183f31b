"""Months as they were closed: editions, the figures of each body, the facts they were made of, and what bodies object."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class EditionRow(Model):
    """One version of one month. Bodies see it at once, everybody from the day of publication; a correction is the next version."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    month_on = fields.DateField()
    version = fields.SmallIntField()
    made_at = fields.DatetimeField()
    publish_on = fields.DateField()
    published_at = fields.DatetimeField(null=True)
    digest = fields.CharField(64)
    reason = fields.TextField(db_default="")

    class Meta:
        app = "figures"
        table = "figures_edition"
        unique_together = (("month_on", "version"),)


class LineRow(Model):
    """The figures of one body in one edition. Never changed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    edition_id = fields.UUIDField()
    agency_id = fields.UUIDField()
    kept = fields.IntField()
    late = fields.IntField()
    silent = fields.IntField()
    median = fields.IntField(null=True)
    ninth_decile = fields.IntField(null=True)
    redirects = fields.IntField()
    redirects_held = fields.IntField()
    extensions = fields.IntField()
    points_unanswered = fields.IntField()
    reopened = fields.IntField()
    ratings = fields.IntField()
    stars = fields.IntField()

    class Meta:
        app = "figures"
        table = "figures_line"
        unique_together = (("edition_id", "agency_id"),)


class FactRow(Model):
    """One fact that an edition's figures were made of. Never changed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    edition_id = fields.UUIDField()
    agency_id = fields.UUIDField()
    what = fields.CharField(10)
    ref = fields.CharField(20)
    topic = fields.CharField(40)
    place_code = fields.CharField(9)
    is_private = fields.BooleanField()
    from_on = fields.DateField(null=True)
    due_on = fields.DateField(null=True)
    until_on = fields.DateField(null=True)
    days = fields.IntField()
    is_kept = fields.BooleanField()
    amount = fields.IntField()

    class Meta:
        app = "figures"
        table = "figures_fact"
        indexes = (("agency_id", "edition_id"),)


class ObjectionRow(Model):
    """What a body says against its figures of an edition: stands beside them for ever."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    edition_id = fields.UUIDField()
    agency_id = fields.UUIDField()
    text = fields.TextField()
    filed_by = fields.UUIDField(null=True)
    filed_at = fields.DatetimeField()

    class Meta:
        app = "figures"
        table = "figures_objection"
        unique_together = (("edition_id", "agency_id"),)
