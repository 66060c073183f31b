"""The tables of the fraud desk. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class InvalidationRow(Model):
    """Signatures chosen by conditions and found invalid. ``number``: its public one within the petition. ``place_code``: none where any
    territory is meant, empty for signers who said none. ``seen_until``: later signatures are not touched. ``signatures``: how many were
    chosen; ``invalid`` of them count no more now, ``given_back`` count again, ``left`` were gone before their turn. ``steps``: taken so far.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    number = fields.IntField()
    state = fields.CharField(10)
    from_at = fields.DatetimeField(null=True)
    until_at = fields.DatetimeField(null=True)
    block = fields.BinaryField(null=True)
    proof = fields.CharField(16, db_default="")
    place_code = fields.CharField(9, null=True)
    seen_until = fields.DatetimeField()
    signatures = fields.IntField()
    invalid = fields.IntField(db_default=0)
    given_back = fields.IntField(db_default=0)
    left = fields.IntField(db_default=0)
    steps = fields.IntField(db_default=0)
    reason = fields.TextField()
    restore_reason = fields.TextField(db_default="")
    asked_by = fields.UUIDField(null=True)
    confirmed_by = fields.UUIDField(null=True)
    asked_at = fields.DatetimeField()
    begun_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "fraud_invalidation"
        unique_together = (("petition_id", "number"),)


class TargetRow(Model):
    """One chosen signature. ``state``: due, invalid, left (was gone before its turn), restored, or stays (its person has signed by
    another account meanwhile). ``step``: in which step of the invalidation that became so. ``reason``: why it alone was given back.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    invalidation_id = fields.UUIDField()
    signature_id = fields.UUIDField()
    state = fields.CharField(10)
    step = fields.IntField(db_default=0)
    reason = fields.TextField(db_default="")

    class Meta:
        table = "fraud_target"
        unique_together = (("invalidation_id", "signature_id"),)


class ShapeRow(Model):
    """Something suspicious in a petition's signatures, as found last. ``word``: tells it from others of its kind, the same each time.
    ``beside``: what ``signatures`` is to be held against. ``aside_at``: a moderator has looked and found nothing wrong.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    kind = fields.CharField(12)
    word = fields.CharField(80)
    from_at = fields.DatetimeField(null=True)
    until_at = fields.DatetimeField(null=True)
    block = fields.BinaryField(null=True)
    proof = fields.CharField(16, db_default="")
    place_code = fields.CharField(9, null=True)
    signatures = fields.IntField()
    beside = fields.IntField()
    found_at = fields.DatetimeField()
    aside_at = fields.DatetimeField(null=True)
    aside_by = fields.UUIDField(null=True)

    class Meta:
        table = "fraud_shape"
        unique_together = (("petition_id", "kind", "word"),)


class LookRow(Model):
    """How far a petition's signatures were looked through."""

    petition_id = fields.UUIDField(primary_key=True)
    looked_at = fields.DatetimeField()

    class Meta:
        table = "fraud_look"
