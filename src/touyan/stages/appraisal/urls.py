"""Addresses of the assessment of people."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry
from touyan.stages.appraisal import duties as duties  # noqa: PLC0414 - loading it tells the desk
from touyan.stages.appraisal import views

add_entry(
    105,
    _("干部考核"),
    "/appraisals",
    lambda actor: "post_assessment" in actor.stages and actor.holds("clerk", "head"),
)

urlpatterns = [
    path("appraisals", views.assessments, name="appraisal.list"),
    path("appraisals/mine", views.mine, name="appraisal.mine"),
    path("appraisals/begin/<uuid:key>", views.begin, name="appraisal.begin"),
    path("appraisals/<uuid:key>", views.assessment, name="appraisal.detail"),
    path("appraisals/<uuid:key>/sheets", views.sheets, name="appraisal.sheets"),
    path("appraisals/<uuid:key>/settle", views.settle, name="appraisal.settle"),
    path("appraisals/<uuid:key>/score", views.score, name="appraisal.score"),
    path("appraisals/<uuid:key>/propose", views.propose, name="appraisal.propose"),
    path("appraisals/<uuid:key>/reopen", views.reopen, name="appraisal.reopen"),
    path("appraisals/<uuid:key>/confirm", views.confirm, name="appraisal.confirm"),
    path("appraisals/<uuid:key>/sign", views.sign, name="appraisal.sign"),
]
