"""Addresses of the planning room, under `/planning/`, noun by noun."""

from paizhu.planning.urls import arrangements, convenings, plans

app_name = "planning"
urlpatterns = [*plans.urlpatterns, *arrangements.urlpatterns, *convenings.urlpatterns]
