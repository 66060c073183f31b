"""The tables of petitions. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class PetitionRow(Model):
    """A filed petition. ``link``: the secret of its direct address, which alone leads to it before it is public.

    ``edition_on``: first day of the edition of the law that it lives under. ``needed``: the threshold, with the population that it
    was reckoned from frozen at posting; none before, and none where no figure is known.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    link = fields.CharField(43, unique=True)
    title = fields.TextField()
    reasons = fields.TextField()
    proposal = fields.TextField()
    folded = fields.TextField()
    folded_title = fields.TextField()
    language = fields.CharField(2)
    topic = fields.CharField(40)
    competence = fields.CharField(20)
    agency_id = fields.UUIDField()
    place_code = fields.CharField(9, null=True)
    author_id = fields.UUIDField(null=True)
    author_shown = fields.TextField(db_default="")
    author_place = fields.CharField(9)
    state = fields.CharField(12)
    is_hidden = fields.BooleanField(db_default=False)
    edition_on = fields.DateField()
    filed_at = fields.DatetimeField()
    gather_until_on = fields.DateField()
    fifty_at = fields.DatetimeField(null=True)
    published_at = fields.DatetimeField(null=True)
    collect_until_on = fields.DateField(null=True)
    needed = fields.IntField(null=True)
    population = fields.IntField(null=True)
    population_on = fields.DateField(null=True)
    population_source = fields.TextField(db_default="")
    reached_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    decided_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "drafting_petition"


class EventRow(Model):
    """One thing that happened to a petition, for its timeline. Never changed, never deleted. ``kind``: the event's own word."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    kind = fields.CharField(24)
    facts: fields.JSONField[dict[str, object]] = fields.JSONField()
    happened_at = fields.DatetimeField()

    class Meta:
        table = "drafting_event"
        indexes = (("petition_id", "happened_at"),)


class DraftRow(Model):
    """What somebody began to write: owned by a person, or by whoever has the browser's secret. ``remarks``: field -> what to mend."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    owner_id = fields.UUIDField(null=True)
    secret_digest = fields.BinaryField(null=True)
    typed: fields.JSONField[dict[str, str]] = fields.JSONField()
    remarks: fields.JSONField[dict[str, str]] = fields.JSONField()
    saved_at = fields.DatetimeField()

    class Meta:
        table = "drafting_draft"
        indexes = (("owner_id",), ("saved_at",))


class PopulationRow(Model):
    """How many people lived in a place on a day, and who says so. The latest figure not after today holds."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    place_code = fields.CharField(9)
    people = fields.IntField()
    counted_on = fields.DateField()
    source = fields.TextField()
    set_at = fields.DatetimeField()

    class Meta:
        table = "drafting_population"
        unique_together = (("place_code", "counted_on"),)
