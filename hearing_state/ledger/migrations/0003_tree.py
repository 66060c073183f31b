from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]

    operations = [
        ops.RunSQL(
            [
                "CREATE INDEX ledger_entry_waiting ON ledger_entry (id) WHERE number IS NULL AND is_public",
                """
            CREATE TABLE ledger_leaf (
                number bigint PRIMARY KEY CHECK (number >= 0),
                entry_id uuid NOT NULL UNIQUE REFERENCES ledger_entry (id),
                body bytea NOT NULL CHECK (octet_length(body) BETWEEN 1 AND 65535)
            )
            """,
                """
            CREATE FUNCTION ledger_leaf_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'the ledger is append-only';
            END $$
            """,
                """
            CREATE TRIGGER ledger_leaf_append_only BEFORE UPDATE OR DELETE ON ledger_leaf
                FOR EACH ROW EXECUTE FUNCTION ledger_leaf_stays()
            """,
                """
            CREATE TABLE ledger_opening (
                entry_id uuid PRIMARY KEY REFERENCES ledger_entry (id),
                salt bytea NOT NULL
            )
            """,
                """
            CREATE TABLE ledger_head (
                is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
                numbered bigint NOT NULL DEFAULT 0 CHECK (numbered >= 0),
                size bigint NOT NULL DEFAULT 0 CHECK (size BETWEEN 0 AND numbered),
                root bytea
            )
            """,
                "INSERT INTO ledger_head (is_only) VALUES (true)",
            ],
            [
                "DROP TABLE ledger_head",
                "DROP TABLE ledger_opening",
                "DROP TABLE ledger_leaf",
                "DROP FUNCTION ledger_leaf_stays()",
                "DROP INDEX ledger_entry_waiting",
            ],
        ),
    ]
