"""Fetching pip's own wheel where Python came without it: found in the index, believed only by its hash.

The index is the one pip would ask: `PIP_INDEX_URL`, else Python's public one. The address is never
written down in a lock; the hash in `requirements/pip.lock` is what makes the file trustworthy.
"""

from __future__ import annotations

import hashlib
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from touyan.project.bringup.faults import Fault

PUBLIC_INDEX_HOST = "pypi.org"
TIMEOUT_SECONDS = 30
PAGE = "pip/"


def fetch_pip(lock: Path, folder: Path) -> Path:
    """Return the path of a pip wheel that matches the lock; raises `pip_unreachable` or `pip_altered`."""
    hashes = frozenset(re.findall(r"sha256:([0-9a-f]{64})", lock.read_text(encoding="utf-8")))
    page = _index_page()
    try:
        links = wheel_links(_read(page).decode("utf-8", "replace"), page, hashes)
        if not links:
            raise Fault("pip_unreachable", detail="索引里没有锁定的版本")
        content = _read(links[0])
    except (OSError, ValueError) as error:
        raise Fault("pip_unreachable", detail=str(getattr(error, "reason", error))) from error
    if hashlib.sha256(content).hexdigest() not in hashes:
        raise Fault("pip_altered")
    wheel = folder / urllib.parse.urlsplit(links[0]).path.rsplit("/", 1)[-1]
    folder.mkdir(parents=True, exist_ok=True)
    wheel.write_bytes(content)
    return wheel


def wheel_links(page: str, base: str, hashes: frozenset[str]) -> list[str]:
    """Addresses on a simple-index page that end in `.whl` and announce one of the wanted hashes."""
    links = re.findall(r'href="([^"#]+\.whl)#sha256=([0-9a-f]{64})"', page)
    return [urllib.parse.urljoin(base, link) for link, announced in links if announced in hashes]


def _index_page() -> str:
    index = os.environ.get("PIP_INDEX_URL") or f"https://{PUBLIC_INDEX_HOST}/simple"
    return f"{index.rstrip('/')}/{PAGE}"


def _read(address: str) -> bytes:
    if urllib.parse.urlsplit(address).scheme not in {"https", "http", "file"}:
        raise Fault("pip_unreachable", detail="包索引的地址不是网址")
    with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - checked above
        return bytes(answer.read())
