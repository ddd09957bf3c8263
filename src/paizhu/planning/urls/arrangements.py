"""Addresses of work rules and of the division of work."""

from django.urls import path

from paizhu.planning.views import division, work_rules

urlpatterns = [
    path("rules/", work_rules.work_rules, name="work_rules"),
    path("rules/new/", work_rules.work_rule_new, name="work_rule_new"),
    path("rules/<int:pk>/", work_rules.work_rule, name="work_rule"),
    path("rules/<int:pk>/revise/", work_rules.work_rule_revise, name="work_rule_revise"),
    path("rules/<int:pk>/end/", work_rules.work_rule_end, name="work_rule_end"),
    path("division/", division.divisions, name="divisions"),
    path("division/<int:pk>/", division.division, name="division"),
    path("division/<int:pk>/suggestion/", division.division_suggest, name="division_suggest"),
    path("division/<int:pk>/<int:unit>/", division.division_unit, name="division_unit"),
]
