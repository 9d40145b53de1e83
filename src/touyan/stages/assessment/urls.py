"""Addresses of the year-end assessment."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, with_stage
from touyan.stages.assessment import duties as duties  # noqa: PLC0414 - loading it tells the desk
from touyan.stages.assessment import views

add_entry(100, _("考核"), "/assessments", with_stage(("assessment",)))

urlpatterns = [
    path("assessments", views.assessments, name="assessment.list"),
    path("assessments/ledger", views.ledger, name="assessment.ledger"),
    path("assessments/<uuid:key>", views.assessment, name="assessment.detail"),
    path("assessments/<uuid:key>/actuals", views.enter, name="assessment.enter"),
    path("assessments/<uuid:key>/score", views.score, name="assessment.score"),
    path("assessments/<uuid:key>/propose", views.propose, name="assessment.propose"),
    path("assessments/<uuid:key>/reopen", views.reopen, name="assessment.reopen"),
    path("assessments/<uuid:key>/confirm", views.confirm, name="assessment.confirm"),
    path("assessments/<uuid:key>/form.<str:format>", views.form_file, name="assessment.form"),
]
