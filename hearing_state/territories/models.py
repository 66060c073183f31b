"""The places of the classifier, and a log of its imports."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class PlaceRow(Model):
    """One place, by its code. Never deleted: one that vanished from the classifier gets a day on which it closed."""

    code = fields.CharField(9, primary_key=True)
    level = fields.CharField(16)
    kind = fields.CharField(24)
    parent_code = fields.CharField(9, null=True)
    line_codes = ArrayField("text")
    name_kk = fields.TextField()
    name_ru = fields.TextField()
    short_kk = fields.TextField()
    short_ru = fields.TextField()
    official_kk = fields.TextField()
    official_ru = fields.TextField()
    sort_kk = fields.TextField()
    sort_ru = fields.TextField()
    folded_kk = fields.TextField()
    folded_ru = fields.TextField()
    folded_line = fields.TextField()
    size = fields.SmallIntField()
    has_akim = fields.BooleanField()
    population = fields.IntField(null=True)
    population_source = fields.TextField(db_default="")
    opened_on = fields.DateField()
    closed_on = fields.DateField(null=True)
    classifier_version = fields.CharField(80)

    class Meta:
        table = "territories_place"


class ImportRow(Model):
    """One import of a classifier: which file, and how much it changed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    version = fields.CharField(80)
    file_digest = fields.CharField(64)
    imported_at = fields.DatetimeField()
    imported_by = fields.UUIDField(null=True)
    total = fields.IntField()
    appeared = fields.IntField()
    vanished = fields.IntField()
    renamed = fields.IntField()
    changed = fields.IntField()

    class Meta:
        table = "territories_import"
        indexes = (("imported_at",),)
