"""Entries as actions leave them. Numbers, tree and signed checkpoints are given by the runner that publishes them."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class LedgerEntry(Model):
    """One fact. ``facts`` never holds personal data; ``number`` stays empty until the entry is in the tree.

    ``is_withheld``: about a thing that nobody may know of yet, or of a kind that is not published.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharField(80)
    about = fields.CharField(120)
    facts: fields.JSONField[dict[str, object]] = fields.JSONField()
    is_public = fields.BooleanField()
    made_at = fields.DatetimeField()
    act_id = fields.UUIDField()
    number = fields.BigIntField(null=True, unique=True)
    is_withheld = fields.BooleanField(db_default=False)

    class Meta:
        table = "ledger_entry"
        indexes = (("about", "made_at"), ("act_id",))
