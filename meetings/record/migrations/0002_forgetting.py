"""History is written once; of people it may be forgotten. Whoever forgets says so for the transaction, and may empty columns: nothing else."""

from tortoise import migrations
from tortoise.migrations import operations as ops

_FORGETTING = """
create or replace function record_written_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('house.forgets', true) = 'yes' and not exists (
      select 1 from jsonb_each(to_jsonb(new)) becomes join jsonb_each(to_jsonb(old)) was using (key)
       where becomes.value is distinct from was.value and becomes.value not in ('null', '""', '[]', '{}')
    ) then
      return new;
    end if;
    raise exception '% is written once', tg_table_name using errcode = 'integrity_constraint_violation';
end $$
"""
_BEFORE = """
create or replace function record_written_once() returns trigger language plpgsql as $$
begin
    raise exception '% is written once', tg_table_name using errcode = 'integrity_constraint_violation';
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    initial = False

    operations = [
        ops.RunSQL([_FORGETTING], [_BEFORE]),
    ]
