"""Addresses of supervision."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, with_stage
from touyan.stages.supervision import duties as duties  # noqa: PLC0414 - loading it tells the desk
from touyan.stages.supervision import views

add_entry(90, _("督查"), "/lights", with_stage(("supervision", "progress")), also=("/reviews", "/problems"))

urlpatterns = [
    path("lights", views.lights, name="supervision.lights"),
    path("lights/<uuid:key>", views.light, name="supervision.light"),
    path("lights/<uuid:key>/problem", views.open_problem, name="supervision.open"),
    path("reviews", views.reviews, name="supervision.reviews"),
    path("reviews/<uuid:key>", views.review, name="supervision.review"),
    path("problems", views.problems, name="supervision.problems"),
    path("problems/ledger", views.problem_ledger, name="supervision.ledger"),
    path("problems/<uuid:key>", views.problem, name="supervision.problem"),
    path("problems/<uuid:key>/begin", views.begin, name="supervision.begin"),
    path("problems/<uuid:key>/rectified", views.rectified, name="supervision.rectified"),
    path("problems/<uuid:key>/verify", views.verify, name="supervision.verify"),
    path("problems/<uuid:key>/reject", views.reject, name="supervision.reject"),
    path("problems/<uuid:key>/notice.<str:format>", views.notice_file, name="supervision.notice"),
]
