"""Answers that are not pages: not found, not yours, not signed in, too slow; in words, for page and fragment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from touyan.core.findings import Finding


class NotSignedIn(Exception):  # noqa: N818 - an answer
    """The page needs an account."""


class Handed(Exception):  # noqa: N818 - an answer
    """A file stands ready in place of the page: a list asked for as a sheet."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class Forbidden(Exception):  # noqa: N818 - an answer
    """In scope, but not this actor's to do; carries the reasons that are shown."""

    def __init__(self, subject: Any, action: str, reasons: Sequence[Finding]) -> None:
        super().__init__(action)
        self.subject, self.action, self.reasons = subject, action, tuple(reasons)


def _told(code: str) -> tuple[str, str]:
    """Title and text of a refusal."""
    return {
        "not_found": (_("没有找到这一页"), _("地址可能写错了，或者这件事项不在您的工作范围内。")),
        "forbidden": (_("这一页现在不能办理"), _("原因如下：")),
        "refused": (_("没有办成"), _("原因如下；您填写的内容用浏览器的返回键可以找回。")),
        "form_too_old": (
            _("这张表单打开得太久了"),
            _("请返回上一页刷新后再提交；您填写的内容仍在那一页上。"),
        ),
        "busy": (_("系统正忙，请稍后再试"), _("数据没有丢失。请等一分钟后再提交一次。")),
    }[code]


def answer(request: HttpRequest, status: int, code: str, reasons: Sequence[str] = ()) -> HttpResponse:
    """One calm page for every refusal; the same words for an unknown and a foreign key (security.md R11)."""
    title, text = _told(code)
    told = {"error_title": title, "error_text": text, "error_reasons": reasons}
    if code == "not_found":
        told["request_id"] = ""
    response = render(request, "layout/error.html", told, status=status)
    response.is_told = True  # type: ignore[attr-defined]
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a fault nobody foresaw. It reads nothing of the reader or the database: those may be what broke."""
    told = {
        "error_title": _("这一页出了故障"),
        "error_text": _(
            "系统已经记下这次故障，已保存的内容没有丢失。请返回上一页再试一次；仍打不开时，请把下面的请求编号告诉管理员。"
        ),
        "request_id": getattr(request, "request_id", ""),
    }
    return HttpResponse(render_to_string("layout/error.html", told), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The form is too old: nothing typed is lost, the browser's back brings it again."""
    return answer(request, 403, "form_too_old")
