from tortoise import fields, migrations
from tortoise.migrations import operations as ops

# A forgotten person's words may be emptied, and nothing else of them be changed; the leaf, of which the tree is made, stays.
_APPEND_ONLY = """
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb;
    becomes jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'the ledger is append-only';
    END IF;
    was := to_jsonb(OLD) - 'number' - 'is_withheld';
    becomes := to_jsonb(NEW) - 'number' - 'is_withheld';
    IF OLD.number IS NOT NULL AND (NEW.number IS DISTINCT FROM OLD.number OR NEW.is_withheld <> OLD.is_withheld) THEN
        RAISE EXCEPTION 'the ledger is append-only';
    END IF;
    IF was <> becomes AND NOT (was - 'facts' - 'about' = becomes - 'facts' - 'about' AND NEW.facts = '{}'::jsonb
                               AND NEW.about IN ('', OLD.about)) THEN
        RAISE EXCEPTION 'the ledger is append-only';
    END IF;
    RETURN NEW;
END $$
"""
_WAS_APPEND_ONLY = """
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'number') <> (to_jsonb(OLD) - 'number') OR OLD.number IS NOT NULL THEN
        RAISE EXCEPTION 'the ledger is append-only';
    END IF;
    RETURN NEW;
END $$
"""
_WAITING = "CREATE INDEX ledger_entry_waiting ON ledger_entry (id) WHERE number IS NULL AND is_public"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_tree")]

    operations = [
        ops.AddField(
            model_name="LedgerEntry", name="is_withheld", field=fields.BooleanField(db_default=False)
        ),
        ops.RunSQL(
            [
                _APPEND_ONLY,
                "DROP INDEX ledger_entry_waiting",
                f"{_WAITING} AND NOT is_withheld",
                "CREATE INDEX ledger_entry_withheld ON ledger_entry (about) WHERE is_withheld AND number IS NULL",
                "ALTER TABLE ledger_leaf ADD COLUMN kind text NOT NULL DEFAULT '', ADD COLUMN about text NOT NULL DEFAULT ''",
                "ALTER TABLE ledger_leaf DISABLE TRIGGER ledger_leaf_append_only",
                """
            UPDATE ledger_leaf SET kind = convert_from(body, 'UTF8')::jsonb ->> 'kind',
                                   about = coalesce(convert_from(body, 'UTF8')::jsonb ->> 'about', '')
            """,
                "ALTER TABLE ledger_leaf ENABLE TRIGGER ledger_leaf_append_only",
                "CREATE INDEX ledger_leaf_kind ON ledger_leaf (kind, number)",
                "CREATE INDEX ledger_leaf_about ON ledger_leaf (about, number) WHERE about <> ''",
            ],
            [
                "ALTER TABLE ledger_leaf DROP COLUMN kind, DROP COLUMN about",
                "DROP INDEX ledger_entry_withheld",
                "DROP INDEX ledger_entry_waiting",
                _WAITING,
                _WAS_APPEND_ONLY,
            ],
        ),
    ]
