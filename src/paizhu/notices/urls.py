"""Addresses of the notices room."""

from django.urls import path

from paizhu.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("<int:pk>/read/", views.read, name="read"),
    path("read-all/", views.read_all, name="read_all"),
    path("delivery/", views.delivery, name="delivery"),
    path("sendings/", views.sendings, name="sendings"),
    path("sendings/again/", views.sendings_again, name="sendings_again"),
]
