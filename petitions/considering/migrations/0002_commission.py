from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("considering", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CommentRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("discussion_id", fields.UUIDField()),
                ("author_id", fields.UUIDField(null=True)),
                ("shown_name", fields.TextField(unique=False)),
                ("text", fields.TextField(unique=False)),
                ("is_hidden", fields.BooleanField(db_default=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "considering_comment",
                "app": "considering",
                "indexes": [Index(fields=["discussion_id", "id"])],
                "pk_attr": "id",
                "table_description": "What somebody says about a draft. Its author's row may be erased, so the column bears no foreign key.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DiscussionRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("language", fields.CharField(max_length=2)),
                ("text", fields.TextField(unique=False)),
                ("text_kk", fields.TextField(db_default="", unique=False)),
                ("opens_on", fields.DateField()),
                ("closes_on", fields.DateField()),
                ("announced_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("taken", fields.TextField(db_default="", unique=False)),
                ("not_taken", fields.TextField(db_default="", unique=False)),
                ("summarised_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "considering_discussion",
                "app": "considering",
                "unique_together": (("petition_id", "number"),),
                "pk_attr": "id",
                "table_description": "The draft of a decision before the public. ``number`` counts within a petition. ``text_kk``: the Kazakh words where ``text`` is in",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MemberRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("petition_id", fields.UUIDField()),
                ("name", fields.CharField(max_length=120)),
                ("post", fields.CharField(max_length=200)),
                ("role", fields.CharField(max_length=10)),
                ("added_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("removed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "considering_member",
                "app": "considering",
                "indexes": [Index(fields=["petition_id", "added_at"])],
                "pk_attr": "id",
                "table_description": "Somebody in the commission of one petition's consideration, as an official or public figure in office. ``role``: see ``commission``.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                "alter table considering_member"
                " add constraint considering_member_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint considering_member_role check (role in ('chair', 'secretary', 'member')),"
                " add constraint considering_member_removed check (removed_at >= added_at)",
                # One sits in a commission once, and it has one head.
                "create unique index considering_member_once on considering_member (petition_id, lower(name)) where removed_at is null",
                "create unique index considering_member_chair on considering_member (petition_id) where removed_at is null and role = 'chair'",
                "alter table considering_discussion"
                " add constraint considering_discussion_petition_fk foreign key (petition_id) references drafting_petition (id),"
                " add constraint considering_discussion_language check (language in ('kk', 'ru', 'en') and (language = 'kk') = (text_kk = '')),"
                " add constraint considering_discussion_days check (opens_on <= closes_on),"
                " add constraint considering_discussion_summarised check"
                " ((summarised_at is null) = (taken = '') and (taken = '') = (not_taken = ''))",
                # The next draft comes before the public once the body has answered what was said of the last one.
                "create unique index considering_discussion_open on considering_discussion (petition_id) where summarised_at is null",
                "alter table considering_comment"
                " add constraint considering_comment_discussion_fk foreign key (discussion_id) references considering_discussion (id)",
                "create index considering_comment_author on considering_comment (author_id) where author_id is not null",
            ],
            ["drop index considering_discussion_open"],
        ),
    ]
