from tortoise import migrations
from tortoise.migrations import operations as ops
from hearing_state.ids import new_id
from uuid import uuid4
from tortoise import fields

from meetings.floor.floor import Channel, Kind

STIRRING = ("floor_hand", "floor_turn", "floor_move", "record_agenda_item", "record_poll", "record_speech")


def in_words(names: type[Channel] | type[Kind]) -> str:
    return "(" + ", ".join(f"'{each.value}'" for each in names) + ")"


class Migration(migrations.Migration):
    initial = True

    dependencies = [("schedule", "0001_initial"), ("record", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="HallRow",
            fields=[
                ("meeting_id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("seed", fields.CharField(max_length=64)),
                ("speaking_seconds", fields.SmallIntField()),
                ("answering_seconds", fields.SmallIntField()),
                ("version", fields.BigIntField(db_default=0)),
                ("opened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("opened_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "floor_hall",
                "app": "floor",
                "pk_attr": "meeting_id",
                "table_description": "The queue of one meeting. ``seed``: the lots are drawn from it; ``version`` grows with everything that the hall shows.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="HandRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("seat_id", fields.UUIDField()),
                ("raised_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("lowered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("moved_to", fields.SmallIntField(null=True)),
            ],
            options={
                "table": "floor_hand",
                "app": "floor",
                "pk_attr": "id",
                "table_description": "A hand that is up until ``lowered_at``; ``moved_to``: the place that whoever chairs gave it, from 1.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MoveRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("seat_id", fields.UUIDField()),
                ("moved_to", fields.SmallIntField()),
                ("reason", fields.TextField(unique=False)),
                ("moved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("moved_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "floor_move",
                "app": "floor",
                "pk_attr": "id",
                "table_description": "What whoever chairs did against the rule, with the reason that everybody reads. Written once.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SeatRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("person_id", fields.UUIDField(null=True)),
                ("point_id", fields.UUIDField(null=True)),
                ("voice_name", fields.TextField(db_default="", unique=False)),
                ("channel", fields.CharField(max_length=10)),
                ("language", fields.CharField(max_length=2)),
                ("place_code", fields.CharField(max_length=9)),
                ("has_consented", fields.BooleanField()),
                ("entered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("left_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "floor_seat",
                "app": "floor",
                "pk_attr": "id",
                "table_description": "Somebody takes part. Its id is her lot: it stays the same however often she comes in and puts her hand up.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TurnRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("meeting_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=10)),
                ("seat_id", fields.UUIDField(null=True)),
                ("question_ref", fields.CharField(null=True, max_length=20)),
                ("speech_id", fields.UUIDField(null=True)),
                ("began_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(db_default="", unique=False)),
                ("is_undone", fields.BooleanField(db_default=False)),
            ],
            options={
                "table": "floor_turn",
                "app": "floor",
                "pk_attr": "id",
                "table_description": "A turn, of a hand (``seat_id``) or of a question asked ahead. ``speech_id``: its line in the record of the meeting.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            [
                f"""
                alter table floor_hall
                  add constraint floor_hall_meeting_fk foreign key (meeting_id) references schedule_meeting (id),
                  add constraint floor_hall_speaking check (speaking_seconds between 30 and 600),
                  add constraint floor_hall_answering check (answering_seconds between 30 and 1200)
                """,
                f"""
                alter table floor_seat
                  add constraint floor_seat_meeting_fk foreign key (meeting_id) references floor_hall (meeting_id),
                  add constraint floor_seat_place_fk foreign key (place_code) references territories_place (code),
                  add constraint floor_seat_point_fk foreign key (point_id) references floor_seat (id),
                  add constraint floor_seat_channel check (channel in {in_words(Channel)}),
                  add constraint floor_seat_language check (language in ('kk', 'ru', 'en')),
                  add constraint floor_seat_who check ((point_id is null) = (voice_name = ''))
                """,
                # One person, one seat, and so one lot; whatever two devices say at once.
                "create unique index floor_seat_of_person on floor_seat (meeting_id, person_id) where person_id is not null",
                "create index floor_seat_present on floor_seat (meeting_id) where left_at is null",
                "create index floor_seat_of_point on floor_seat (point_id) where point_id is not null",
                "alter table floor_hand"
                " add constraint floor_hand_seat_fk foreign key (seat_id) references floor_seat (id),"
                " add constraint floor_hand_place check (moved_to between 1 and 2000)",
                # Everybody has one hand.
                "create unique index floor_hand_one on floor_hand (seat_id) where lowered_at is null",
                "create index floor_hand_up on floor_hand (meeting_id) where lowered_at is null",
                f"""
                alter table floor_turn
                  add constraint floor_turn_meeting_fk foreign key (meeting_id) references floor_hall (meeting_id),
                  add constraint floor_turn_seat_fk foreign key (seat_id) references floor_seat (id),
                  add constraint floor_turn_kind check (kind in {in_words(Kind)}),
                  add constraint floor_turn_whose check ((kind = 'hand') = (seat_id is not null) and (kind = 'ahead') = (question_ref is not null)),
                  add constraint floor_turn_order check (ended_at is null or ended_at >= began_at)
                """,
                # One holder of the floor, under races, cuts and kills.
                "create unique index floor_turn_one on floor_turn (meeting_id) where ended_at is null",
                "create index floor_turn_of_meeting on floor_turn (meeting_id, began_at)",
                "alter table floor_move"
                " add constraint floor_move_seat_fk foreign key (seat_id) references floor_seat (id),"
                " add constraint floor_move_reason check (char_length(reason) between 10 and 500)",
                "create index floor_move_of_meeting on floor_move (meeting_id, moved_at desc)",
                # What everybody read beside the queue is written once.
                "create trigger written_once before update or delete on floor_move"
                " for each row execute function questions_written_once()",
                # Whatever the hall shows makes its version grow, and whoever listens is told after the commit; no action can forget it.
                """
                create function floor_stir() returns trigger language plpgsql as $$
                declare
                  told jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
                  meeting uuid := coalesce(told ->> 'meeting_id', told ->> 'id')::uuid;
                begin
                  update floor_hall set version = version + 1 where meeting_id = meeting and tg_table_name <> 'floor_hall';
                  if found or tg_table_name in ('floor_hall', 'schedule_meeting') then
                    perform pg_notify('hall', (select ref from schedule_meeting where id = meeting));
                  end if;
                  return null;
                end $$
                """,
                *(
                    f"create trigger stir_the_hall after insert or update or delete on {table}"
                    " for each row execute function floor_stir()"
                    for table in STIRRING
                ),
                "create trigger stir_the_hall after insert on floor_hall for each row execute function floor_stir()",
                "create trigger stir_the_hall after update of state on schedule_meeting"
                " for each row when (old.state is distinct from new.state) execute function floor_stir()",
            ],
            [
                "drop trigger stir_the_hall on schedule_meeting",
                "drop trigger stir_the_hall on floor_hall",
                *(f"drop trigger stir_the_hall on {table}" for table in reversed(STIRRING)),
                "drop function floor_stir()",
                "drop trigger written_once on floor_move",
            ],
        ),
    ]
