"""Addresses of staged money."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, with_stage
from touyan.stages.funding import duties as duties  # noqa: PLC0414 - loading it tells the desk
from touyan.stages.funding import views
from touyan.stages.plan import urls as plan_urls  # noqa: F401 - brings the converter of paper kinds

add_entry(70, _("资金"), "/funding", with_stage(("funding",)))

urlpatterns = [
    path("funding", views.register, name="funding.list"),
    path("funding/<uuid:key>", views.project_money, name="funding.project"),
    path("tranches/<uuid:key>/request", views.request_money, name="tranche.request"),
    path("tranches/<uuid:key>/approve", views.approve, name="tranche.approve"),
    path("tranches/<uuid:key>/pay", views.pay, name="tranche.pay"),
    path("tranches/<uuid:key>/cancel", views.cancel, name="tranche.cancel"),
    path("tranches/<uuid:key>/slip.<paper_kind:kind>", views.slip_file, name="tranche.slip"),
]
