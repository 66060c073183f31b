"""What administrators laid down about who must meet whom. The duties themselves are a view: nothing to bring up to date.

A version is unique by its key and first day among those that were in force for a day at least: a slip may be corrected on
the day on which it was made. The indexes stand in the migrations.
"""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class RuleRow(Model):
    """One dated version of a duty. Never edited: a correction ends it the day before and begins a new one."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    key = fields.CharField(40)
    name_kk = fields.TextField()
    name_ru = fields.TextField()
    name_en = fields.TextField()
    holders = ArrayField("text")
    where_met = fields.CharField(10)
    kinds = ArrayField("text", null=True)
    excepted = ArrayField("text")
    times = fields.SmallIntField()
    period = fields.CharField(10)
    announce_days = fields.SmallIntField()
    may_deputise = fields.BooleanField(db_default=False)
    from_on = fields.DateField()
    until_on = fields.DateField(null=True)
    source_kk = fields.TextField()
    source_ru = fields.TextField()
    source_en = fields.TextField()
    certainty = fields.CharField(1)

    class Meta:
        table = "duties_rule"


class NormRow(Model):
    """One dated version of another number of the same acts: the online share, the share of the report, the 25th."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    key = fields.CharField(40)
    name_kk = fields.TextField()
    name_ru = fields.TextField()
    name_en = fields.TextField()
    value = fields.IntField()
    unit = fields.CharField(16)
    from_on = fields.DateField()
    until_on = fields.DateField(null=True)
    source_kk = fields.TextField()
    source_ru = fields.TextField()
    source_en = fields.TextField()
    certainty = fields.CharField(1)

    class Meta:
        table = "duties_norm"


class ExemptionRow(Model):
    """A place in which nobody must be met, because nobody lives there; with its source, for everybody to read."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    place_code = fields.CharField(9)
    reason = fields.CharField(16)
    source = fields.TextField()
    from_on = fields.DateField()
    until_on = fields.DateField(null=True)
    made_at = fields.DatetimeField()
    end_source = fields.TextField(db_default="")

    class Meta:
        table = "duties_exemption"
        indexes = (("place_code",),)


class RecordStartRow(Model):
    """From which day the house's record of meetings is whole: of one office, or (without one) of the whole country."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField(null=True)
    from_on = fields.DateField()
    reason = fields.TextField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "duties_record_start"
