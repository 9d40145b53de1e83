"""The look keeps its promises: ink that can be read on every ground, no inline style or script, nothing newer than the offices' browsers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import django
import pytest
from django.template import Context, Engine, engines
from django.test import RequestFactory
from django.utils import translation

from touyan.surfaces.design import samples

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "frontend" / "src" / "styles"
TEMPLATES = ROOT / "src" / "touyan" / "templates"

INKS = ("ink", "ink-soft", "link", "accent", "good", "warn", "calm")
GROUNDS = ("paper", "sheet", "sunken")
OWN_GROUNDS = (
    ("accent", "accent-tint"),
    ("warn", "warn-tint"),
    ("good", "good-tint"),
    ("calm", "calm-tint"),
    ("on-accent", "accent-ground"),
    ("on-accent", "accent-press"),
    *(
        ("ink", ground)
        for ground in ("accent-tint", "good-tint", "warn-tint", "calm-tint", "insert", "delete", "mark")
    ),
)


def palette(selector: str) -> dict[str, str]:
    text = (STYLES / "tokens.css").read_text(encoding="utf-8")
    start = text.index(selector)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text[start : text.index("}", start)]))


LIGHT, DARK, AUTO = palette(":root {"), palette('[data-theme="dark"]'), palette('[data-theme="auto"]')


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_knows_black_on_white() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_stands_at_seven_to_one_on_every_ground_it_is_used_on(theme: dict[str, str]) -> None:
    pairs = (*product(INKS, GROUNDS), *OWN_GROUNDS)
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < 7} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_frame_of_a_field_can_be_seen(theme: dict[str, str]) -> None:
    assert min(contrast(theme["line-strong"], theme[ground]) for ground in GROUNDS) >= 3


def test_dark_chosen_by_hand_and_dark_chosen_by_the_machine_are_the_same() -> None:
    assert DARK == AUTO
    assert set(DARK) == set(LIGHT)


def test_colours_are_named_only_among_the_tokens() -> None:
    for sheet in STYLES.glob("*.css"):
        if sheet.name in {"tokens.css", "print.css"}:
            continue
        text = re.sub(r'url\("data:[^"]*"\)', "", sheet.read_text(encoding="utf-8"))
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", text) == [], sheet.name


def test_styles_need_nothing_newer_than_the_browsers_of_the_offices() -> None:
    newer = r":has\(|:is\(|:where\(|@container|@layer|\binset:|aspect-ratio|color-mix|oklch|light-dark|dvh|&\s*[:.{]"
    for sheet in STYLES.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.findall(newer, re.sub(r'url\("[^"]*"\)', "", text)) == [], sheet.name


def test_every_class_in_a_template_has_a_style_or_a_behaviour() -> None:
    styles = "".join(sheet.read_text(encoding="utf-8") for sheet in STYLES.glob("*.css"))
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", styles)) | {"keys"}
    unknown: dict[str, str] = {}
    for page in sorted((TEMPLATES / "components").glob("*.html")) + sorted(
        (TEMPLATES / "layout").glob("*.html")
    ):
        text = re.sub(r"[\w-]*\{[%{].*?[%}]\}", " ", page.read_text(encoding="utf-8"))
        for names in re.findall(r'class="([^"]*)"', text):
            unknown |= {name: page.name for name in names.split() if name not in known}
    assert unknown == {}


class Audit(HTMLParser):
    """Collects what our content policy would refuse, and ids used twice."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "style" in given or tag == "style" or any(name.startswith(("on", "hx-on")) for name in given):
            self.refused.append(f"<{tag} {given}>")
        if tag == "script" and not given.get("src") and given.get("type") != "application/json":
            self.refused.append("<script>")
        if (given.get("href") or "").lower().startswith("javascript:"):
            self.refused.append(str(given["href"]))
        if given.get("id"):
            self.ids.append(str(given["id"]))


def test_the_audit_itself_finds_inline_style_script_and_handlers() -> None:
    bad = (
        '<p style="a"><a onclick="b" href="javascript:c">x</a><script>1</script><i id="a"></i><i id="a"></i>'
    )
    found = Audit(bad)
    assert len(found.refused) == 4
    assert found.ids == ["a", "a"]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The product's own template engine."""
    django.setup()
    return engines["django"].engine


@pytest.fixture(scope="module", params=["zh-hans", "en"])
def gallery_page(request: pytest.FixtureRequest, engine: Engine) -> str:
    with translation.override(request.param):
        asked = RequestFactory().get("/design")
        around = {"request": asked, "csrf_token": "t", "demo": True, **samples.everything()}
        return str(engine.get_template("design/gallery.html").render(Context(around)))


def test_the_gallery_holds_nothing_the_content_policy_refuses(gallery_page: str) -> None:
    found = Audit(gallery_page)
    assert found.refused == []
    assert sorted({name for name in found.ids if found.ids.count(name) > 1}) == []


def test_the_gallery_writes_a_hostile_title_as_text(gallery_page: str) -> None:
    assert "<试点>" not in gallery_page
    assert "&lt;试点&gt;" in gallery_page


def test_htmx_is_told_to_run_nothing_it_is_sent(gallery_page: str) -> None:
    for promise in (
        '"allowEval":false',
        '"allowScriptTags":false',
        '"includeIndicatorStyles":false',
        '"selfRequestsOnly":true',
        '"historyCacheSize":0',
    ):
        assert promise in gallery_page


def test_every_template_can_be_read(engine: Engine) -> None:
    names = sorted(str(page.relative_to(TEMPLATES)) for page in TEMPLATES.rglob("*.html"))
    assert "layout/page.html" in names
    for name in names:
        engine.get_template(name)


def test_a_component_takes_nothing_from_the_page_around_it(engine: Engine) -> None:
    source = '{% load touyan %}{% component "field" name="title" label="项目名称" %}'
    around = Context({"error": "别处的错误", "help": "别处的说明", "max": 9, "csrf_token": "t"})
    shown = engine.from_string(source).render(around)
    assert "项目名称" in shown
    assert "别处" not in shown
    assert "最多" not in shown


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [
        ({}, 'data-theme="auto" data-type="normal"'),
        ({"theme": "dark", "type_size": "large"}, 'data-theme="dark" data-type="large"'),
        ({"theme": '"><script>', "type_size": "huge"}, 'data-theme="auto" data-type="normal"'),
    ],
)
def test_theme_and_type_size_come_from_cookies_and_only_known_values_count(
    engine: Engine, cookies: dict[str, str], expected: str
) -> None:
    asked = RequestFactory().get("/")
    asked.COOKIES.update(cookies)
    assert expected in engine.from_string("{% load touyan %}{% look %}").render(Context({"request": asked}))


def test_the_lock_of_the_front_end_names_no_place_to_load_from() -> None:
    lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    settings = (ROOT / "frontend" / ".npmrc").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "http" not in re.sub(r'"(url|funding)": "[^"]*"', "", lock)
    assert "registry=" not in settings
    assert "omit-lockfile-registry-resolved=true" in settings
