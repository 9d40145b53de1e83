"""Addresses of complaint and suggestion."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.feedback import duties, views
from touyan.foundation.feedback.queries import may_answer
from touyan.foundation.web.menu import add_entry

LOADED = (duties,)

add_entry(170, _("投诉与建议"), "/feedback/list", may_answer)

urlpatterns = [
    path("feedback", views.new, name="feedback.send"),
    path("feedback/sent", views.sent, name="feedback.sent"),
    path("feedback/answer", views.look_up, name="feedback.look_up"),
    path("feedback/mine", views.own, name="feedback.own"),
    path("feedback/list", views.inbox, name="feedback.list"),
    path("feedback/<uuid:key>", views.one, name="feedback.detail"),
    path("feedback/<uuid:key>/answer", views.answer, name="feedback.answer"),
]
