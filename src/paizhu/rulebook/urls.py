"""Addresses of the rulebook room, under `/rules/`."""

from django.urls import path

from paizhu.rulebook.views import calendar, own, packs

app_name = "rulebook"
urlpatterns = [
    path("", packs.packs, name="packs"),
    path("compare/", packs.compare, name="compare"),
    path("own/", own.own, name="own"),
    path("own/new/", own.own_new, name="own_new"),
    path("own/<int:pk>/withdraw/", own.own_withdraw, name="own_withdraw"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/days/new/", calendar.day_new, name="day_new"),
    path("calendar/days/<int:pk>/", calendar.day_change, name="day_change"),
    path("calendar/days/<int:pk>/remove/", calendar.day_remove, name="day_remove"),
    path("calendar/years/new/", calendar.year_settle, name="year_settle"),
    path("calendar/years/<int:pk>/reopen/", calendar.year_reopen, name="year_reopen"),
]
