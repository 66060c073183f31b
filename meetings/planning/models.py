"""The tables of planning: drafts of a year until they are approved, and what they must respect."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class PlanRow(Model):
    """One office's calendar for a year or half a year. ``report``: what the planner could not meet, and why."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    agency_id = fields.UUIDField()
    year = fields.SmallIntField()
    part = fields.CharField(8)
    from_on = fields.DateField()
    until_on = fields.DateField()
    state = fields.CharField(10)
    version = fields.IntField()
    wanted: fields.JSONField[dict[str, object]] = fields.JSONField()
    report: fields.JSONField[dict[str, object]] = fields.JSONField()
    run_id = fields.UUIDField(null=True)
    proposed_at = fields.DatetimeField()
    proposed_by = fields.UUIDField(null=True)
    submitted_at = fields.DatetimeField(null=True)
    submitted_by = fields.UUIDField(null=True)
    remark = fields.TextField(db_default="")
    approved_at = fields.DatetimeField(null=True)
    approved_by = fields.UUIDField(null=True)
    figures: fields.JSONField[dict[str, object]] = fields.JSONField()

    class Meta:
        table = "planning_plan"


class EntryRow(Model):
    """A meeting of a plan. Removed ones stay until the plan is approved, so that a wrong key is undone."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    plan_id = fields.UUIDField()
    rule_key = fields.CharField(40, null=True)
    place_code = fields.CharField(9, null=True)
    period_key = fields.CharField(8)
    starts_at = fields.DatetimeField()
    minutes = fields.SmallIntField()
    mode = fields.CharField(8)
    is_deputy = fields.BooleanField(db_default=False)
    visit_key = fields.CharField(60, null=True)
    is_fixed = fields.BooleanField(db_default=False)
    note = fields.TextField(db_default="")
    previous_at = fields.DatetimeField(null=True)
    version = fields.IntField()
    removed_at = fields.DatetimeField(null=True)
    meeting_id = fields.UUIDField(null=True)

    class Meta:
        table = "planning_entry"
        indexes = (("plan_id", "starts_at"),)


class AbsenceRow(Model):
    """Days on which an office's head is not there. For the office's own planning; never shown to the public."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField()
    from_on = fields.DateField()
    until_on = fields.DateField()
    reason = fields.CharField(10)
    made_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "planning_absence"


class DispatchRow(Model):
    """That an approved calendar was sent: to the maslikhat, to the Government, to the Administration."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    plan_id = fields.UUIDField()
    recipient = fields.CharField(16)
    number = fields.CharField(40, db_default="")
    sent_on = fields.DateField()
    contact = fields.TextField(db_default="")
    made_at = fields.DatetimeField()
    made_by = fields.UUIDField(null=True)

    class Meta:
        table = "planning_dispatch"
        unique_together = (("plan_id", "recipient"),)


class RunRow(Model):
    """Proposals asked for at once, for all offices of an oblast, a district or the country."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    place_code = fields.CharField(9, null=True)
    part = fields.CharField(8)
    wanted: fields.JSONField[dict[str, object]] = fields.JSONField()
    requested_at = fields.DatetimeField()
    requested_by = fields.UUIDField(null=True)
    pieces = fields.IntField()
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "planning_run"
        indexes = (("requested_at",),)


class PieceRow(Model):
    """Some offices of a run, planned in one transaction: all of it, or not yet."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    run_id = fields.UUIDField()
    number = fields.IntField()
    agency_ids = ArrayField("uuid")
    done_at = fields.DatetimeField(null=True)
    figures: fields.JSONField[dict[str, object]] = fields.JSONField()

    class Meta:
        table = "planning_piece"
        unique_together = (("run_id", "number"),)


class PaperRow(Model):
    """That a year's calendar of an office was approved on paper, before the office worked in this house."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField()
    year = fields.SmallIntField()
    approved_on = fields.DateField()
    number = fields.CharField(40)
    source = fields.TextField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "planning_paper"
        unique_together = (("agency_id", "year"),)
