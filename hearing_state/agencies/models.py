"""Bodies, their former names, posts, topics and remits."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class AgencyRow(Model):
    """A body. Never deleted: a dissolved one names its successor."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    slug = fields.CharField(120, unique=True)
    kind = fields.CharField(20)
    name_kk = fields.TextField()
    name_ru = fields.TextField()
    name_en = fields.TextField()
    folded = fields.TextField()
    place_code = fields.CharField(9, null=True)
    is_central = fields.BooleanField()
    is_named_by_hand = fields.BooleanField(db_default=False)
    needs_second_person = fields.BooleanField(db_default=False)
    founded_on = fields.DateField()
    dissolved_on = fields.DateField(null=True)
    successor_id = fields.UUIDField(null=True)

    class Meta:
        table = "agencies_agency"


class FormerNameRow(Model):
    """What a body was called until a day."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField()
    name_kk = fields.TextField()
    name_ru = fields.TextField()
    name_en = fields.TextField()
    until_on = fields.DateField()

    class Meta:
        table = "agencies_former_name"
        indexes = (("agency_id", "until_on"),)


class AppointmentRow(Model):
    """Somebody in a post. Its first day never changes; its last day is written once."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    holder_name = fields.TextField()
    role = fields.CharField(20)
    post_kk = fields.TextField()
    post_ru = fields.TextField()
    post_en = fields.TextField()
    from_on = fields.DateField()
    until_on = fields.DateField(null=True)

    class Meta:
        table = "agencies_appointment"
        indexes = (("agency_id", "from_on"),)


class TopicRow(Model):
    key = fields.CharField(40, primary_key=True)
    name_kk = fields.TextField()
    name_ru = fields.TextField()
    name_en = fields.TextField()
    position = fields.SmallIntField()

    class Meta:
        table = "agencies_topic"


class RemitRow(Model):
    """At which tier a topic is decided, from a day until a day. One row per topic has no end."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    topic_key = fields.CharField(40)
    tier = fields.CharField(10)
    ministry_id = fields.UUIDField(null=True)
    from_on = fields.DateField()
    until_on = fields.DateField(null=True)
    certainty = fields.CharField(1)
    source = fields.TextField()

    class Meta:
        table = "agencies_remit"
        indexes = (("topic_key", "from_on"),)
