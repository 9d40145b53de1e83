"""Every kind of page, as the people it is for meet it: no barrier that axe finds, light and dark, and no link into a closed door.

A page type (a route) is judged once, by the first of the readers below who comes to it; the links of every page met on the way
are followed, so that a new page is in this test as soon as one can click one's way to it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from tests.journeys.conftest import ROOT

pytestmark = pytest.mark.browser
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
READERS = (
    "street-drafter", "office-clerk", "org-vetter", "group-head", "inspector", "security-admin", "system-admin", "audit-admin", "",
)  # fmt: skip
DESK = {"width": 1280, "height": 900}
STARTS = ("/desk", "/account", "/feedback", "/public", "/search?q=社区")
OUTSIDE = (
    "/public",
    "/sign-in",
    "/feedback",
    "/feedback/answer",
    "/verify",
    "/public/search?q=社区",
    "/nowhere",
)
JUDGE = """async (dark) => {
  const wrong = async (only) => (await axe.run(document, {resultTypes: ["violations"], ...(only ? {runOnly: only} : {})}))
    .violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
  document.documentElement.dataset.theme = "light";
  const told = await wrong(null);
  document.documentElement.dataset.theme = "dark";
  return told.concat((await wrong(["color-contrast"])).map((one) => `dark ${one}`));
}"""
# Two frames: tables measure themselves anew when the width has changed.
WIDE = """() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const e = document.scrollingElement;
  tell(e.scrollWidth > e.clientWidth + 1 ? e.scrollWidth : 0);
})))"""


class Links(HTMLParser):
    """The addresses a page leads to."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and dict(attrs).get("href"):
            self.found.append(str(dict(attrs)["href"]))


@dataclass
class Walk:
    """What was met: kinds of page judged, what was wrong with them, links that lead nowhere."""

    site: str
    judged: set[str] = field(default_factory=set)
    barriers: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def by(self, browser, login: str) -> None:
        """One reader's way, from the first pages on."""
        context = browser.new_context(
            base_url=self.site, locale="zh-CN", viewport=DESK, reduced_motion="reduce", bypass_csp=True
        )
        context.add_init_script(path=AXE)
        page = context.new_page()
        if login:
            page.goto("/sign-in")
            page.click(f"button[name=login][value={login}]")
            page.wait_for_url("**/desk")
        waiting = deque((url, "") for url in (STARTS if login else OUTSIDE))
        opened: set[str] = set()
        while waiting:
            url, came_from = waiting.popleft()
            kind = kind_of(urlsplit(url).path)
            if kind in opened or kind == "files":
                continue
            opened.add(kind)
            answer = context.request.get(url)
            if answer.status >= 400 and came_from:
                self.closed.append(f"{login or 'nobody'}: {came_from} leads to {url}, {answer.status}")
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            waiting.extend((link, url) for link in self.inside(url, answer.text()))
            if kind not in self.judged:
                self.judged.add(kind)
                page.goto(url)
                self.judge(page, f"{login or 'nobody'} {url}")
        context.close()

    def inside(self, url: str, body: str) -> list[str]:
        """The product's own addresses on a page."""
        parts = [urlsplit(urljoin(self.site + url, link)) for link in Links(body).found]
        host = urlsplit(self.site).netloc
        return [f"{p.path}?{p.query}" if p.query else p.path for p in parts if p.netloc == host]

    def judge(self, page, who: str) -> None:
        """The page that is open: axe by day and by night, and the width of a phone."""
        self.barriers += [f"{who}: {told}" for told in page.evaluate(JUDGE)]
        page.set_viewport_size({"width": 360, "height": 740})
        width = page.evaluate(WIDE)
        self.wide += [f"{who}: {width} px"] if width else []
        page.set_viewport_size(DESK)


def kind_of(path: str) -> str:
    """The route behind an address; papers and sheets are files, which nobody reads in a browser."""
    from django.urls import Resolver404, resolve

    if path.endswith((".pdf", ".docx", ".xlsx", ".yaml")):
        return "files"
    try:
        return str(resolve(path).func.rule.name)
    except Resolver404:
        return f"nowhere{path}"


@pytest.fixture(scope="module")
def walk(chromium, site):
    """The whole way, once for this module."""
    if not AXE.exists():
        pytest.skip("没有 axe-core（frontend/node_modules），跳过无障碍测试")
    told = Walk(site)
    for login in READERS:
        told.by(chromium, login)
    return told


def test_the_way_leads_to_nearly_every_page(walk):
    """The walk itself works: it meets the pages that decide whether people like the product, and enough of all."""
    met = {
        "desk.desk", "application.form", "review.one", "meeting.sheet", "decision.one", "plan.edit", "plan.detail", "progress.report",
        "supervision.open", "board.board", "thread.project", "scheme.version", "assessment.detail", "portal.home", "people.add",
        "exchange.start", "jobs.runs", "audit.acts",
    }  # fmt: skip
    assert met - walk.judged == set()
    assert len(walk.judged) >= 95


def test_no_page_has_a_barrier_for_people_who_hear_or_magnify_it(walk):
    assert walk.barriers == []


def test_no_page_is_wider_than_a_phone(walk):
    assert walk.wide == []


def test_no_link_leads_to_a_page_that_turns_its_reader_away(walk):
    assert walk.closed == []
