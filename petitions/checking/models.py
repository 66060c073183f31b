"""What the check decided. The words are public; a rejected petition's words only where its reason does not hide them."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class VerdictRow(Model):
    """One decision of the check; the latest holds. Never changed. ``subject``: number in the list of forbidden subjects.
    ``same_ref``: the petition on the same subject. ``decision_id``: where the author may appeal.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    outcome = fields.CharField(10)
    reason = fields.CharField(40, db_default="")
    subject = fields.SmallIntField(null=True)
    same_ref = fields.CharField(20, db_default="")
    explanation = fields.TextField(db_default="")
    remarks: fields.JSONField[dict[str, str]] = fields.JSONField()
    decision_id = fields.UUIDField(null=True)
    decided_by = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField()

    class Meta:
        table = "checking_verdict"
        indexes = (("petition_id", "decided_at"),)


class AssignmentRow(Model):
    """Whose work a petition under check is. ``batch_id``: the step for many that made it so."""

    petition_id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    batch_id = fields.UUIDField()
    assigned_at = fields.DatetimeField()

    class Meta:
        table = "checking_assignment"
        indexes = (("person_id",),)


class BatchRow(Model):
    """One step for many petitions, kept while it may be taken back. ``earlier``: petition -> whose it was, or nothing."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    made_by = fields.UUIDField()
    to_id = fields.UUIDField(null=True)
    earlier: fields.JSONField[dict[str, str | None]] = fields.JSONField()
    made_at = fields.DatetimeField()
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        table = "checking_batch"
        indexes = (("made_by", "made_at"),)


class EditLockRow(Model):
    """Who has a petition open for its check. It lapses by itself and can be taken over; ``taken_from_id``: who had it before."""

    petition_id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    name = fields.TextField()
    opened_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    taken_from_id = fields.UUIDField(null=True)

    class Meta:
        table = "checking_edit_lock"
