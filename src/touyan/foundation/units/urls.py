"""Addresses of the units."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.units import views
from touyan.foundation.web.menu import add_entry

add_entry(150, _("单位"), "/units", lambda actor: actor.is_signed_in)

urlpatterns = [
    path("units", views.unit_register, name="units.list"),
    path("units/tree", views.unit_tree, name="units.tree"),
    path("units/<uuid:key>", views.unit, name="units.detail"),
    path("units/<uuid:key>/record", views.unit_record, name="units.record"),
    path("units/<uuid:key>/add", views.add_below, name="units.add"),
    path("units/<uuid:key>/rename", views.rename, name="units.rename"),
    path("units/<uuid:key>/correct", views.correct, name="units.correct"),
    path("units/<uuid:key>/move", views.move, name="units.move"),
    path("units/<uuid:key>/guide", views.guide, name="units.guide"),
    path("units/<uuid:key>/end-guidance", views.end_guidance, name="units.end_guidance"),
    path("units/<uuid:key>/close", views.close, name="units.close"),
]
