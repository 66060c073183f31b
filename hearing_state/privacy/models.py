"""Who asked to take along, or to have erased, what is kept about her."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class ExportRow(Model):
    """A file with everything about one person; it lies under its number until ``until_at``."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField()
    locale = fields.CharField(2)
    asked_at = fields.DatetimeField()
    made_at = fields.DatetimeField(null=True)
    until_at = fields.DatetimeField(null=True)
    size = fields.BigIntField(db_default=0)

    class Meta:
        table = "privacy_export"
        indexes = (("person_id",),)


class ErasureRow(Model):
    """A wish to be erased. Until ``due_at`` it may be taken back; ``lingering`` rows the law keeps for now."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField()
    asked_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    undone_at = fields.DatetimeField(null=True)
    erased_at = fields.DatetimeField(null=True)
    lingering = fields.IntField(db_default=0)

    class Meta:
        table = "privacy_erasure"
        indexes = (("person_id",), ("due_at",))
