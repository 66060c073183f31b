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
