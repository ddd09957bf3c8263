"""Addresses of the exchange room."""

from django.urls import path

from paizhu.exchange.views import feeds, pages

app_name = "exchange"
urlpatterns = [
    path("", pages.workbook, name="workbook"),
    path("template/", pages.template, name="template"),
    path("export/", pages.export, name="export"),
    path("calendar/", feeds.own_feed, name="own_feed"),
    path("calendar/make/", feeds.make_feed, name="make_feed"),
    path("calendar/revoke/", feeds.revoke_feed, name="revoke_feed"),
    path("calendar/<str:secret>.ics", feeds.feed, name="feed"),
    path("imports/", pages.imports, name="imports"),
    path("imports/<int:pk>/", pages.run, name="run"),
    path("imports/<int:pk>/progress/", pages.progress, name="progress"),
    path("imports/<int:pk>/annotated/", pages.annotated, name="annotated"),
    path("imports/<int:pk>/begin/", pages.begin, name="begin"),
    path("imports/<int:pk>/discard/", pages.discard, name="discard"),
]
