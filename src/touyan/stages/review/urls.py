"""Addresses of vetting and of the scoring session."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from touyan.foundation.web.menu import add_entry, business, duty, with_stage
from touyan.stages.review import contest_views, meeting_views, views
from touyan.stages.review import duties as duties  # noqa: PLC0414 - registers what is to be done

add_entry(30, _("审核"), "/review", with_stage(("vetting",), duty("vetter", "head")))
add_entry(40, _("例会"), "/meetings", with_stage(("meeting",), duty("clerk", "member", "head", "vetter")))
add_entry(45, _("擂台赛"), "/contests", lambda actor: "contest" in actor.stages and business(actor))

urlpatterns = [
    path("review", views.to_vet, name="review.list"),
    path("review/together", views.together, name="review.together"),
    path("review/<uuid:key>", views.vet, name="review.one"),
    path("review/<uuid:key>/draft", views.draft, name="review.draft"),
    path("review/<uuid:key>/rework.<str:kind>", views.rework, name="review.rework"),
    path("meetings", meeting_views.all_meetings, name="meeting.list"),
    path("calls/<uuid:key>/meeting", meeting_views.plan, name="meeting.plan"),
    path("meetings/<uuid:key>", meeting_views.one_meeting, name="meeting.one"),
    path("meetings/<uuid:key>/open", meeting_views.open_scoring, name="meeting.open"),
    path("meetings/<uuid:key>/close", meeting_views.close_scoring, name="meeting.close"),
    path("meetings/<uuid:key>/sheet/<uuid:entry>", meeting_views.sheet, name="meeting.sheet"),
    path(
        "meetings/<uuid:key>/sheet/<uuid:entry>/draft", meeting_views.sheet_draft, name="meeting.sheet_draft"
    ),
    path("meetings/<uuid:key>/ranking", meeting_views.ranking, name="meeting.ranking"),
    path("contests", contest_views.all_contests, name="contest.list"),
    path("calls/<uuid:key>/contest", contest_views.plan, name="contest.plan"),
    path("contests/<uuid:key>", contest_views.one_contest, name="contest.one"),
    path("contests/<uuid:key>/list", contest_views.shortlist, name="contest.shortlist"),
    path("contests/<uuid:key>/relist", contest_views.relist, name="contest.relist"),
    path("contests/<uuid:key>/open", contest_views.open_scoring, name="contest.open"),
    path("contests/<uuid:key>/enter/<str:layer>", contest_views.enter, name="contest.enter"),
    path("contests/<uuid:key>/close", contest_views.close_scoring, name="contest.close"),
    path("contests/<uuid:key>/send-back", contest_views.send_back, name="contest.send_back"),
    path("contests/<uuid:key>/result", contest_views.result, name="contest.result"),
    path("contests/<uuid:key>/score.json", contest_views.calculator_input, name="contest.input"),
]
