"""Addresses of the rectification room, under `/rectification/`."""

app_name = "rectification"
urlpatterns: list = []
