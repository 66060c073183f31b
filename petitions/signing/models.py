"""The tables of signatures. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class SignatureRow(Model):
    """One person's signature under one petition: the database's unique pair decides, never a look beforehand.

    ``signer``: a keyed digest of the person, apart for each petition. ``place_code``: the oblast that the signer said, if any.
    ``early``: joined before the petition was public. ``block``: from which addresses, as a keyed digest of this petition and day alone.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    signer = fields.BinaryField()
    person_id = fields.UUIDField(null=True)
    shown_name = fields.TextField(db_default="")
    place_code = fields.CharField(9, db_default="")
    proof = fields.CharField(16)
    comment = fields.TextField(db_default="")
    comment_state = fields.CharField(10)
    receipt = fields.CharField(14, unique=True)
    is_early = fields.BooleanField()
    state = fields.CharField(10)
    consent_at = fields.DatetimeField()
    signed_at = fields.DatetimeField()
    changed_at = fields.DatetimeField()
    block = fields.BinaryField(null=True)

    class Meta:
        table = "signing_signature"
        unique_together = (("petition_id", "signer"),)


class ChangeRow(Model):
    """A signature came or went and is not counted yet: the counter takes the row away in the step that adds it up."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    place_code = fields.CharField(9)
    proof = fields.CharField(16)
    delta = fields.SmallIntField()
    happened_at = fields.DatetimeField()

    class Meta:
        table = "signing_change"


class TotalRow(Model):
    """How many signatures a petition has, as far as counted."""

    petition_id = fields.UUIDField(primary_key=True)
    total = fields.IntField()
    counted_at = fields.DatetimeField()

    class Meta:
        table = "signing_total"


class SeriesRow(Model):
    """The same by hour, place and proof: what came less what went in that hour."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    hour_at = fields.DatetimeField()
    place_code = fields.CharField(9)
    proof = fields.CharField(16)
    net = fields.IntField()

    class Meta:
        table = "signing_series"
        unique_together = (("petition_id", "hour_at", "place_code", "proof"),)


class DayRow(Model):
    """What the series adds up to by day in Kazakhstan; kept by its triggers."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    on_day = fields.DateField()
    net = fields.IntField()

    class Meta:
        table = "signing_day"
        unique_together = (("petition_id", "on_day"),)


class ShareRow(Model):
    """What the series adds up to by place and proof; kept by its triggers."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    place_code = fields.CharField(9)
    proof = fields.CharField(16)
    net = fields.IntField()

    class Meta:
        table = "signing_share"
        unique_together = (("petition_id", "place_code", "proof"),)


class NearRow(Model):
    """A public petition with three quarters of its votes or more: which part of them is there."""

    petition_id = fields.UUIDField(primary_key=True)
    share = fields.FloatField()

    class Meta:
        table = "signing_near"


class RecountRow(Model):
    """A petition in which the last recount found another number than the counter has."""

    petition_id = fields.UUIDField(primary_key=True)
    counted = fields.IntField()
    recounted = fields.IntField()
    found_at = fields.DatetimeField()

    class Meta:
        table = "signing_recount"


class ProofRow(Model):
    """What proves a signature: an electronic one handed in, or a line of a paper sheet. ``sealed``: the words, the signature and what the
    signer said beside it, sealed with the house's key; gone once it is of no use. ``statement``: digest of the words, once for each petition.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    kind = fields.CharField(16)
    sheet_id = fields.UUIDField(null=True)
    statement = fields.BinaryField()
    sealed = fields.BinaryField(null=True)
    state = fields.CharField(10)
    reason = fields.CharField(40, db_default="")
    tries = fields.IntField(db_default=0)
    next_at = fields.DatetimeField(null=True)
    made_at = fields.DatetimeField()
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "signing_proof"


class SheetRow(Model):
    """A paper sheet with signatures, entered by a clerk, its scan beside it. ``state``: waiting for a second person, counted, or undone."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    number = fields.CharField(40)
    file_id = fields.UUIDField()
    lines = fields.IntField()
    state = fields.CharField(10)
    entered_by = fields.UUIDField(null=True)
    entered_at = fields.DatetimeField()
    confirmed_by = fields.UUIDField(null=True)
    confirmed_at = fields.DatetimeField(null=True)
    undone_by = fields.UUIDField(null=True)
    undone_at = fields.DatetimeField(null=True)
    reason = fields.TextField(db_default="")

    class Meta:
        table = "signing_sheet"
        unique_together = (("petition_id", "number"),)
