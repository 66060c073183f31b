"""Who follows what, who only asked to, and which news was told to whom."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class RequestRow(Model):
    """Somebody typed an address; nothing is written there but the letter that asks whether it was her."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    address = fields.TextField()
    address_digest = fields.BinaryField()
    mailbox_digest = fields.BinaryField()
    thing = fields.CharField(80)
    rhythm = fields.CharField(8)
    locale = fields.CharField(2)
    letters = fields.SmallIntField()
    asked_at = fields.DatetimeField()

    class Meta:
        app = "following"
        table = "following_request"


class ReaderRow(Model):
    """A confirmed address, of a person or of nobody known. ``stopped_at``: all letters were stopped then."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField(null=True)
    address = fields.TextField()
    address_digest = fields.BinaryField()
    rhythm = fields.CharField(8)
    locale = fields.CharField(2)
    confirmed_at = fields.DatetimeField()
    told_at = fields.DatetimeField()
    stopped_at = fields.DatetimeField(null=True)

    class Meta:
        app = "following"
        table = "following_reader"


class FollowRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    reader_id = fields.UUIDField()
    thing = fields.CharField(80)
    followed_at = fields.DatetimeField()
    stopped_at = fields.DatetimeField(null=True)

    class Meta:
        app = "following"
        table = "following_follow"


class NewsRow(Model):
    """One event for one reader: once, whatever of hers it concerns. ``letter_id`` is empty until a letter tells it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    reader_id = fields.UUIDField()
    event_id = fields.UUIDField()
    source = fields.CharField(40)
    happened_at = fields.DatetimeField()
    letter_id = fields.UUIDField(null=True)

    class Meta:
        app = "following"
        table = "following_news"


class MarkRow(Model):
    """How far a source was read. It is read again from an hour before: what was written meanwhile is not missed."""

    source = fields.CharField(40, primary_key=True)
    read_until_at = fields.DatetimeField()

    class Meta:
        app = "following"
        table = "following_mark"
