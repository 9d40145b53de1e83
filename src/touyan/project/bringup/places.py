"""Where things are: one frozen value made from the command line and handed to every step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


def root_of_clone() -> Path:
    """Return the folder that holds `run`, found from this file."""
    return Path(__file__).resolve().parents[4]


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of the clone; `work` holds what bring-up makes for itself and may be deleted any time."""

    root: Path

    @property
    def venv(self) -> Path:
        """The Python environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.venv / "bin" / "python"

    @property
    def touyan(self) -> Path:
        """The product's own command inside the environment."""
        return self.venv / "bin" / "touyan"

    @property
    def source(self) -> Path:
        """The folder that is put on the import path."""
        return self.root / "src"

    @property
    def frontend(self) -> Path:
        """Sources of the front end."""
        return self.root / "frontend"

    @property
    def built(self) -> Path:
        """Where the front end's build puts its files."""
        return self.source / "touyan" / "static" / "dist"

    @property
    def locks(self) -> Path:
        """Locked requirements with hashes."""
        return self.root / "requirements"

    @property
    def work(self) -> Path:
        """Stamps, logs and tools of bring-up itself."""
        return self.root / ".touyan"

    @property
    def log(self) -> Path:
        """Everything the steps printed and every trace."""
        return self.work / "bringup.log"

    def stamp(self, name: str) -> Path:
        """Return the stamp file of a step of the clone (not of the data)."""
        return self.work / "stamps" / name
