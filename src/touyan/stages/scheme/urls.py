"""Addresses of the scheme studio."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry
from touyan.stages.scheme import duties as duties  # noqa: PLC0414 - loading it tells the desk
from touyan.stages.scheme import move_views, views

add_entry(130, _("方案"), "/schemes")

urlpatterns = [
    path("schemes", views.versions, name="scheme.list"),
    path("schemes/new", views.new, name="scheme.new"),
    path("schemes/<uuid:key>", views.version, name="scheme.version"),
    path("schemes/<uuid:key>/replace", views.replace, name="scheme.replace"),
    path("schemes/<uuid:key>/publish", views.publish, name="scheme.publish"),
    path("schemes/<uuid:key>/discard", views.discard, name="scheme.discard"),
    path("schemes/<uuid:key>/retire", views.retire, name="scheme.retire"),
    path("schemes/<uuid:key>/move", move_views.move, name="scheme.move"),
    path("schemes/<uuid:key>/moved", move_views.moved, name="scheme.moved"),
    path("schemes/<uuid:key>/rules.<str:kind>", views.paper, name="scheme.paper"),
    path("schemes/<uuid:key>/scheme.yaml", views.source, name="scheme.source"),
]
