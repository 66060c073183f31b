"""History is written once; of people it may be forgotten. Whoever forgets says so for the transaction, and may empty columns: nothing else."""

from tortoise import migrations
from tortoise.migrations import operations as ops

_FORGETTING = """
create or replace function deadlines_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('house.forgets', true) = 'yes' and not exists (
      select 1 from jsonb_each(to_jsonb(new)) becomes join jsonb_each(to_jsonb(old)) was using (key)
       where becomes.value is distinct from was.value and becomes.value not in ('null', '""', '[]', '{}')
    ) then
      return new;
    end if;
    raise exception '% is never changed', tg_table_name;
end $$
"""
_BEFORE = """
create or replace function deadlines_written_once() returns trigger language plpgsql as $$
begin
    raise exception '% is never changed', tg_table_name;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_board_indexes")]

    initial = False

    operations = [
        ops.RunSQL([_FORGETTING], [_BEFORE]),
    ]
