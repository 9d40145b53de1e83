"""Addresses of progress."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, with_stage
from touyan.stages.progress import duties as duties  # noqa: PLC0414 - loading it tells the desk
from touyan.stages.progress import views

add_entry(80, _("进展"), "/reports", with_stage(("progress",)))

urlpatterns = [
    path("reports", views.reports, name="progress.list"),
    path("reports/accept", views.accept_many, name="progress.accept_many"),
    path("reports/<uuid:key>", views.report, name="progress.report"),
    path("reports/<uuid:key>/keep", views.keep_draft, name="progress.keep"),
    path("reports/<uuid:key>/no-change", views.no_change, name="progress.no_change"),
    path("reports/<uuid:key>/return", views.return_report, name="progress.return"),
    path("reports/<uuid:key>/accept", views.accept, name="progress.accept"),
]
