"""Addresses of the decision, its revisions, its notice."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, duty, with_stage
from touyan.stages.approval import duties as duties  # noqa: PLC0414 - registers what is to be done
from touyan.stages.approval import notice_views, promotion_views, views

add_entry(
    50,
    _("立项"),
    "/approval",
    with_stage(("decision",), duty("clerk", "head", "vetter", "member", "inspector")),
)

urlpatterns = [
    path("meetings/<uuid:key>/decision", views.record, name="decision.record"),
    path("approval", views.register, name="decision.list"),
    path("approval/revisions", views.revisions, name="revision.list"),
    path("approval/revisions/<uuid:key>", views.revision, name="revision.one"),
    path("approval/revisions/<uuid:key>/verify", views.verify, name="revision.verify"),
    path("approval/revisions/<uuid:key>/reject", views.reject, name="revision.reject"),
    path("approval/promotions/<uuid:key>", promotion_views.promote, name="project.promote"),
    path("approval/notices", notice_views.all_notices, name="notice.list"),
    path("approval/numbers", notice_views.all_numbers, name="notice.numbers"),
    path("approval/notices/<uuid:key>", notice_views.one_notice, name="notice.one"),
    path("approval/notices/<uuid:key>/number", notice_views.number, name="notice.number"),
    path("approval/notices/<uuid:key>/issue", notice_views.issue, name="notice.issue"),
    path("approval/notices/<uuid:key>/void", notice_views.void, name="notice.void"),
    path("approval/notices/<uuid:key>/notice.<str:kind>", notice_views.file, name="notice.file"),
    path("approval/<uuid:key>", views.one_decision, name="decision.one"),
    path("approval/<uuid:key>/notice", notice_views.new_notice, name="notice.new"),
    path("approval/<uuid:key>/release", views.prepare_release, name="decision.release"),
]
