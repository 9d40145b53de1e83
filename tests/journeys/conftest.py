"""What the browser journeys share: a served demonstration in a data folder of its own, and Chromium.

Where there is no browser or no built front end the journeys are skipped, visibly.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a served demonstration in a data folder of its own."""
    pytest.importorskip("playwright.sync_api", reason="没有 playwright，跳过浏览器测试")
    if CHROMIUM is None:
        pytest.skip("没有 Chromium，跳过浏览器测试")
    if not (ROOT / "src/touyan/static/dist/manifest.json").exists():
        pytest.skip("前端没有构建，跳过浏览器测试")
    port = free_port()
    env = os.environ | {
        "TOUYAN_MODE": "demonstration", "TOUYAN_DATA": str(tmp_path_factory.mktemp("site")), "TOUYAN_DATABASE_URL": "",
        "TOUYAN_PORT": str(port), "DJANGO_SETTINGS_MODULE": "touyan.project.settings", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }  # fmt: skip
    subprocess.run([sys.executable, "-m", "tests.journeys.prepare_site"], env=env, cwd=ROOT, check=True)
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "touyan.project.wsgi:application",
    ]
    server = subprocess.Popen([*command[:3], "--log-level", "warning", *command[3:]], env=env, cwd=ROOT)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int, seconds: float = 60) -> None:
    """Until the first page answers."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/sign-in")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer")


@pytest.fixture(scope="module")
def chromium(site):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
