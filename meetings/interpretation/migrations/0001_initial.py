from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from hearing_state.ids import new_id
from meetings.interpretation.channel import SPOKEN, Channel

SPOKEN_INTO = ", ".join(repr(each.value) for each in SPOKEN)
HEARD = ", ".join(repr(each.value) for each in Channel)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("floor", "0001_initial"), ("crew", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="BoothRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("channel", fields.CharField(max_length=5)),
                ("person_id", fields.UUIDField()),
                ("hears", fields.CharField(max_length=5)),
                ("is_muted", fields.BooleanField(db_default=False)),
                ("began_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("offered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "interpretation_booth",
                "app": "interpretation",
                "pk_attr": "id",
                "table_description": "Somebody has, or had, the microphone of a channel. One open row for each channel, and one for each person in a meeting.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                f"""
                alter table interpretation_booth
                  add constraint interpretation_booth_meeting_fk foreign key (meeting_id) references floor_hall (meeting_id),
                  add constraint interpretation_booth_channel check (channel in ({SPOKEN_INTO})),
                  add constraint interpretation_booth_hears check (hears in ({HEARD}) and hears <> channel),
                  add constraint interpretation_booth_order check (ended_at is null or ended_at >= began_at)
                """,
                # One voice in a channel, one channel for a voice; whatever two devices say at once.
                "create unique index interpretation_booth_one on interpretation_booth (meeting_id, channel) where ended_at is null",
                "create unique index interpretation_booth_of_person on interpretation_booth (meeting_id, person_id) where ended_at is null",
                # The hall shows which channels are interpreted, and its sockets let the interpreter be heard.
                "create trigger stir_the_hall after insert or update or delete on interpretation_booth"
                " for each row execute function floor_stir()",
                # An appointment that ends takes the microphone with it, in the same transaction.
                """
                create function interpretation_dismissed() returns trigger language plpgsql as $$
                begin
                  update interpretation_booth set ended_at = greatest(new.ended_at, began_at)
                   where meeting_id = new.meeting_id and person_id = new.person_id and channel = any (new.languages) and ended_at is null;
                  return null;
                end $$
                """,
                "create trigger dismissed after update of ended_at on crew_appointment for each row"
                " when (old.ended_at is null and new.ended_at is not null and new.task = 'interpretation') execute function interpretation_dismissed()",
            ],
            [
                "drop trigger dismissed on crew_appointment",
                "drop function interpretation_dismissed()",
                "drop trigger stir_the_hall on interpretation_booth",
            ],
        ),
    ]
