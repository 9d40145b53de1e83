"""The text index: FTS5 on SQLite, GIN over the `simple` configuration on PostgreSQL, both on spaced characters."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE search_letters USING fts5(letters, content='search_entry', content_rowid='id', tokenize='unicode61')",
    "CREATE TRIGGER search_added AFTER INSERT ON search_entry BEGIN INSERT INTO search_letters(rowid, letters) VALUES (new.id, new.letters); END",
    "CREATE TRIGGER search_removed AFTER DELETE ON search_entry BEGIN INSERT INTO search_letters(search_letters, rowid, letters) VALUES ('delete', old.id, old.letters); END",
    "CREATE TRIGGER search_changed AFTER UPDATE ON search_entry BEGIN INSERT INTO search_letters(search_letters, rowid, letters) VALUES ('delete', old.id, old.letters); INSERT INTO search_letters(rowid, letters) VALUES (new.id, new.letters); END",
)
POSTGRES = ("CREATE INDEX search_letters ON search_entry USING gin (to_tsvector('simple', letters))",)


def forwards(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("search_added", "search_removed", "search_changed"):
            schema_editor.execute(f"DROP TRIGGER {name}")
        schema_editor.execute("DROP TABLE search_letters")
    else:
        schema_editor.execute("DROP INDEX search_letters")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
