from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        ops.RunSQL(
            [
                """
            CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'number') <> (to_jsonb(OLD) - 'number') OR OLD.number IS NOT NULL THEN
                    RAISE EXCEPTION 'the ledger is append-only';
                END IF;
                RETURN NEW;
            END $$
            """,
                """
            CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
                FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()
            """,
            ],
            [
                "DROP TRIGGER ledger_entry_append_only ON ledger_entry",
                "DROP FUNCTION ledger_is_append_only()",
            ],
        ),
    ]
