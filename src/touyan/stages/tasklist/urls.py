"""Addresses of the task list."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, business
from touyan.stages.tasklist import views

add_entry(15, _("任务清单"), "/task-lists", lambda actor: "task_list" in actor.stages and business(actor))

urlpatterns = [
    path("task-lists", views.lists, name="tasklist.lists"),
    path("task-lists/<uuid:key>", views.measures, name="tasklist.list"),
    path("task-lists/<uuid:key>/list.xlsx", views.sheet, name="tasklist.sheet"),
    path("task-lists/<uuid:key>/template", views.template, name="tasklist.template"),
    path("task-lists/<uuid:key>/import", views.take_in, name="tasklist.import"),
    path("task-lists/<uuid:key>/confirm", views.confirm, name="tasklist.confirm"),
]
