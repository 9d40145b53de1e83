"""The main path in Chromium on the loaded demonstration: people sign in, click what stands on their desk, and it happens.

The server and the browser are those of `conftest.py`; where there is none the journey is skipped, visibly.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
DRAFT, FICTIONAL = "平城社区书屋改造", "示例一局"


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser, site, login: str) -> None:
        self.context = browser.new_context(base_url=site, locale="zh-CN")
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda wrong: self.faults.append(str(wrong)))
        self.page.goto("/sign-in")
        self.page.click(f"button[name=login][value={login}]")
        self.page.wait_for_url("**/desk")

    def open(self, words: str) -> None:
        """Follow the line of the desk that says these words."""
        self.page.goto("/desk")
        self.page.locator("a", has_text=words).first.click()
        self.page.wait_for_load_state()

    def press(self, name: str, exact: bool = True) -> None:
        """Press a button by its words and wait for the answer."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).first.click()

    def reads(self, *words: str) -> bool:
        text = self.page.locator("body").inner_text()
        return all(one in text for one in words)


@pytest.fixture
def sign_in(chromium, site):
    """Sign somebody in with one click; at the end no page has thrown an error."""
    people: list[Person] = []

    def enter(login: str) -> Person:
        people.append(Person(chromium, site, login))
        return people[-1]

    yield enter
    told = [fault for person in people for fault in person.faults]
    for person in people:
        person.context.close()
    assert told == []


def test_an_application_goes_from_draft_to_submission_through_three_hands_returns_and_is_handed_in_again(
    sign_in,
):
    drafter = sign_in("street-drafter")
    drafter.open(DRAFT)
    drafter.page.locator("button[name=then][value=pass_to_check]").click()
    drafter.page.wait_for_load_state()
    checker = sign_in("street-checker")
    checker.open(DRAFT)
    checker.page.locator("button[name=then][value=pass_to_sign]").click()
    checker.page.wait_for_load_state()
    secretary = sign_in("street-secretary")
    secretary.open(DRAFT)
    secretary.page.locator("button[name=then][value=submit]").click()
    secretary.page.wait_for_load_state()
    vetter = sign_in("org-vetter")
    vetter.open(DRAFT)
    if not vetter.page.locator("[name='faults-0-problem']").count():
        with vetter.page.expect_navigation():
            vetter.page.locator("button[name=add_row]").click()
    vetter.page.locator("[name='faults-0-field']").select_option("targets.indicators")
    vetter.page.fill("[name='faults-0-problem']", "只有座位数一项")
    vetter.page.fill("[name='faults-0-demand']", "补充居民满意率")
    vetter.page.locator("button[name=do][value=return]").click()
    vetter.page.wait_for_load_state()
    secretary.open(DRAFT)
    assert secretary.reads("只有座位数一项", "补充居民满意率")
    handing_in = secretary.page.locator("button[name=then][value=resubmit]")
    assert handing_in.get_attribute("aria-disabled") == "true"
    secretary.page.locator("textarea[name^='fault-']").first.fill("已补充满意率目标")
    handing_in.click()  # what was typed is saved on the way
    secretary.page.wait_for_load_state()
    vetter.open(DRAFT)
    assert vetter.reads("已补充满意率目标")


def test_a_month_without_change_is_one_press(sign_in):
    drafter = sign_in("street-drafter")
    drafter.open("老旧小区加装电梯协商机制")
    drafter.press("本期无变化，直接提交")
    assert drafter.reads("本期没有变化")


def test_the_finance_officer_pays_what_was_agreed_with_a_voucher(sign_in):
    finance = sign_in("finance")
    finance.open("流动人员服务中心建设")
    form = finance.page.locator("form[action$='/pay']").first
    for field in form.locator("input:not([type=hidden])").all():
        if not field.input_value():
            field.fill("演示凭证-001")
    with finance.page.expect_navigation():
        form.locator("button.button-primary").click()
    assert finance.reads("演示凭证-001")


def test_a_grade_opens_down_to_the_figures_it_came_from(sign_in):
    vetter = sign_in("org-vetter")
    vetter.page.goto("/assessments")
    vetter.page.locator("a", has_text="窗口事项一次办成清单").first.click()
    vetter.page.wait_for_load_state()
    assert vetter.reads("怎样得出等次")
    assert vetter.reads("目标指标完成率", "79.17%")
    vetter.page.locator("main table details.why summary").first.click()
    assert vetter.reads("算式", "规则")


def test_residents_read_what_was_released_and_nothing_of_people(chromium, site):
    context = chromium.new_context(base_url=site, locale="zh-CN")
    page = context.new_page()
    page.goto("/public")
    text = page.locator("body").inner_text()
    assert "党群活动服务中心五个功能区建设" in text
    assert "演示数据" in text
    page.locator("a", has_text="党群活动服务中心五个功能区建设").first.click()
    page.wait_for_load_state()
    assert "莲华街道" in page.locator("body").inner_text()
    context.close()


def test_the_clock_bar_steps_one_working_day(sign_in):
    clerk = sign_in("office-clerk")
    before = clerk.page.locator("body").inner_text()
    clerk.page.locator("form[action*='clock'] button, form[action*='step'] button").first.click()
    clerk.page.wait_for_load_state()
    assert "6月9日" in clerk.page.locator("body").inner_text()
    assert "6月8日" in before
