"""Addresses of the structure."""

from django.urls import path

from paizhu.organization.views import chart, dissolving, groups, officials, postings, units

app_name = "organization"
urlpatterns = [
    path("chart/", chart.chart, name="chart"),
    path("units/", units.units, name="units"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/transfer/", units.unit_transfer, name="unit_transfer"),
    path("units/<int:pk>/transfer/take-back/", units.transfer_take_back, name="transfer_take_back"),
    path("units/<int:pk>/rename/", dissolving.unit_rename, name="unit_rename"),
    path("units/<int:pk>/dissolve/", dissolving.unit_dissolve, name="unit_dissolve"),
    path(
        "units/<int:pk>/dissolve/take-back/",
        dissolving.dissolution_take_back,
        name="unit_dissolution_take_back",
    ),
    path("units/<int:pk>/postings/new/", postings.unit_posting_new, name="unit_posting_new"),
    path("sectors/", units.sectors, name="sectors"),
    path("sectors/<int:pk>/edit/", units.sector_edit, name="sector_edit"),
    path("sectors/<int:pk>/hand-over/", units.sector_hand_over, name="sector_hand_over"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.group_new, name="group_new"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<int:pk>/take-over/", groups.group_take_over, name="group_take_over"),
    path("groups/<int:pk>/postings/new/", postings.group_posting_new, name="group_posting_new"),
    path("charges/<int:pk>/take-back/", groups.charge_take_back, name="charge_take_back"),
    path("resident-groups/", groups.resident_groups, name="resident_groups"),
    path("resident-groups/new/", groups.resident_group_new, name="resident_group_new"),
    path("resident-groups/<int:pk>/", groups.resident_group, name="resident_group"),
    path("resident-groups/<int:pk>/edit/", groups.resident_group_edit, name="resident_group_edit"),
    path(
        "resident-groups/<int:pk>/postings/new/",
        postings.resident_group_posting_new,
        name="resident_group_posting_new",
    ),
    path("officials/", officials.officials, name="officials"),
    path("officials/new/", officials.official_new, name="official_new"),
    path("officials/<int:pk>/", officials.official, name="official"),
    path("officials/<int:pk>/edit/", officials.official_edit, name="official_edit"),
    path(
        "officials/<int:pk>/postings/new/",
        postings.official_posting_new,
        name="official_posting_new",
    ),
    path("officials/<int:pk>/recusals/new/", officials.recusal_new, name="recusal_new"),
    path("recusals/<int:pk>/edit/", officials.recusal_edit, name="recusal_edit"),
    path("recusals/<int:pk>/withdraw/", officials.recusal_withdraw, name="recusal_withdraw"),
    path("postings/handovers/", postings.handovers, name="posting_handovers"),
    path("postings/<int:pk>/end/", postings.posting_end, name="posting_end"),
    path("postings/<int:pk>/rotate/", postings.posting_rotate, name="posting_rotate"),
    path("postings/<int:pk>/correct/", postings.posting_correct, name="posting_correct"),
    path("postings/<int:pk>/withdraw/", postings.posting_withdraw, name="posting_withdraw"),
]
