"""Addresses of releases and objections."""

from django.urls import path

from touyan.foundation.publicity import duties as duties  # noqa: PLC0414 - registers what is to be done
from touyan.foundation.publicity import views

urlpatterns = [
    path("releases", views.all_releases, name="release.list"),
    path("releases/<uuid:key>", views.one_release, name="release.one"),
    path("releases/<uuid:key>/withdraw", views.withdraw, name="release.withdraw"),
    path("releases/<uuid:key>/objection", views.new_objection, name="objection.new"),
    *(
        path(f"releases/<uuid:key>/{verb}", views.act, {"verb": verb}, name=f"release.{verb}")
        for verb in views.VERBS
    ),
    path("objections/<uuid:key>", views.one_objection, name="objection.one"),
    path("public/<uuid:key>", views.public_release, name="public.release"),
]
