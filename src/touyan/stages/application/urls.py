"""Addresses of calls and applications."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, with_stage
from touyan.stages.application import call_views, duties, form_views, residents_views, views

add_entry(20, _("申报"), "/applications", with_stage(("application",)), also=("/calls", "/v"))
DUTIES = duties.application_duties

urlpatterns = [
    path("calls", call_views.calls, name="application.calls"),
    path("calls/new", call_views.new_call, name="application.new_call"),
    path("calls/<uuid:key>", call_views.call, name="application.call"),
    path("calls/<uuid:key>/open", call_views.open_call, name="application.open_call"),
    path("calls/<uuid:key>/close", call_views.close_call, name="application.close_call"),
    path("calls/<uuid:key>/extend", call_views.extend_call, name="application.extend_call"),
    path("calls/<uuid:key>/required", call_views.begin_required, name="application.begin_required"),
    path("calls/<uuid:key>/apply", call_views.create, name="application.create"),
    path("applications", views.applications, name="application.list"),
    path("applications/<uuid:key>", views.application, name="application.detail"),
    path("applications/<uuid:key>/form", form_views.form, name="application.form"),
    path("applications/<uuid:key>/autosave", form_views.autosave, name="application.autosave"),
    path("applications/<uuid:key>/drop-draft", form_views.drop_draft, name="application.drop_draft"),
    path("applications/<uuid:key>/send-back", views.send_back, name="application.send_back"),
    path("applications/<uuid:key>/file", views.file, name="application.file"),
    path("applications/<uuid:key>/withdraw", views.withdraw, name="application.withdraw"),
    path("applications/<uuid:key>/residents", residents_views.residents, name="application.residents"),
    path("applications/<uuid:key>/compare", views.compare, name="application.compare"),
    path("applications/<uuid:key>/print", views.printed, name="application.print"),
    path("applications/<uuid:key>/paper.<str:kind>", views.paper, name="application.paper"),
    path("applications/<uuid:key>/versions/<int:number>", views.version, name="application.version"),
    path("v/<str:code>", views.by_code, name="application.by_code"),
    path("v/<str:code>/scan", views.attach_scan, name="application.attach_scan"),
]
