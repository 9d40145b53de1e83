"""Addresses of publication."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, with_stage
from touyan.stages.publication import views

add_entry(120, _("公开"), "/releases", with_stage(("publication", "decision")), also=("/objections",))

urlpatterns = [
    path("releases/new", views.new, name="publication.new"),
    path("releases/published", views.published, name="publication.list"),
]
