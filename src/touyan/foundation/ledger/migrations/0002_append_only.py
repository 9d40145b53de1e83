"""Acts are append-only: the database itself refuses change and deletion, on both databases."""

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER act_no_update BEFORE UPDATE ON ledger_act BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END",
    "CREATE TRIGGER act_no_delete BEFORE DELETE ON ledger_act BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_act_change() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'acts are append-only'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER act_no_change BEFORE UPDATE OR DELETE ON ledger_act FOR EACH ROW EXECUTE FUNCTION refuse_act_change()",
)


def forwards(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER act_no_update")
        schema_editor.execute("DROP TRIGGER act_no_delete")
    else:
        schema_editor.execute("DROP TRIGGER act_no_change ON ledger_act")
        schema_editor.execute("DROP FUNCTION refuse_act_change")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
