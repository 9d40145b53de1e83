"""Pages find the built front end by its manifest, and come plain when there is none."""

from __future__ import annotations

import json
import os
from pathlib import Path

from touyan.foundation.web.manifest import BuiltFiles, built_files, is_built

MANIFEST = {
    "src/main.ts": {
        "file": "assets/main-1.js",
        "isEntry": True,
        "css": ["assets/main-1.css"],
        "imports": ["_shared.js"],
    },
    "_shared.js": {"file": "assets/shared-1.js", "css": ["assets/shared-1.css"], "imports": ["_deep.js"]},
    "_deep.js": {"file": "assets/deep-1.js", "imports": ["_shared.js"]},
}


def test_without_a_build_there_is_nothing_to_load_and_no_error(tmp_path: Path) -> None:
    assert built_files("src/main.ts", tmp_path) == BuiltFiles()
    assert is_built(tmp_path) is False


def test_an_entry_brings_its_styles_and_the_chunks_it_imports_each_once(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    assert is_built(tmp_path) is True
    assert built_files("src/main.ts", tmp_path) == BuiltFiles(
        script="dist/assets/main-1.js",
        styles=("dist/assets/shared-1.css", "dist/assets/main-1.css"),
        chunks=("dist/assets/shared-1.js", "dist/assets/deep-1.js"),
    )
    assert built_files("_shared.js", tmp_path) == BuiltFiles()


def test_a_new_build_is_seen_without_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"a": {"file": "a-1.js", "isEntry": True}}), encoding="utf-8")
    assert built_files("a", tmp_path).script == "dist/a-1.js"
    path.write_text(json.dumps({"a": {"file": "a-2.js", "isEntry": True}}), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert built_files("a", tmp_path).script == "dist/a-2.js"
