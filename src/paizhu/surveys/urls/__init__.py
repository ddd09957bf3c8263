"""The addresses of the office's and the groups' pages; the public door has its own in `public`."""

from django.urls import path, re_path

from paizhu.surveys.views import meeting, questions, surveys, tallies, tickets, voices

app_name = "surveys"
urlpatterns = [
    path("", surveys.surveys, name="surveys"),
    path("new/", surveys.survey_new, name="survey_new"),
    path("<int:pk>/", surveys.survey, name="survey"),
    path("<int:pk>/scope/", surveys.scope, name="scope"),
    path("<int:pk>/units/new/", surveys.unit_new, name="unit_new"),
    re_path(
        r"^(?P<pk>\d{1,18})/(?P<step>issue|close|withdraw)/$",
        surveys.survey_step,
        name="survey_step",
    ),
    path("<int:pk>/questions/", questions.questions, name="questions"),
    path("<int:pk>/questions/new/", questions.question, name="question_new"),
    path("<int:pk>/questions/words/", questions.words, name="words"),
    path("<int:pk>/questions/counting/", questions.counting, name="counting"),
    path("<int:pk>/questions/section/", questions.section_new, name="section_new"),
    path("<int:pk>/questions/<slug:key>/", questions.question, name="question"),
    re_path(
        r"^(?P<pk>\d{1,18})/questions/(?P<key>[a-z0-9_]{1,24})/(?P<step>up|down|delete)/$",
        questions.question_step,
        name="question_step",
    ),
    path("<int:pk>/preview/", questions.preview, name="preview"),
    path("<int:pk>/export/", questions.export, name="export"),
    path("<int:pk>/template/", questions.template_new, name="template_new"),
    path("<int:pk>/tickets/", tickets.tickets, name="tickets"),
    path("units/<int:pk>/slips/", tickets.slips_new, name="slips"),
    path("units/<int:pk>/meeting/", meeting.meeting_new, name="meeting"),
    path("units/<int:pk>/meeting/file/", meeting.meeting_in, name="meeting_in"),
    path("units/<int:pk>/tablet/<int:class_pk>/", tickets.tablet, name="tablet"),
    path("units/<int:pk>/tablet/<int:class_pk>/draw/", tickets.tablet_draw, name="tablet_draw"),
    path("<int:pk>/tally/", tallies.tally, name="tally"),
    path("<int:pk>/tally/excel/", tallies.tally_excel, name="tally_excel"),
    path("<int:pk>/tally/report/", tallies.tally_report, name="tally_report"),
    path("<int:pk>/voices/", voices.voices, name="voices"),
    path("voices/<int:pk>/<slug:step>/", voices.voice_step, name="voice_step"),
    path("units/<int:pk>/results/", voices.results_preview, name="results_preview"),
    path("units/<int:pk>/publish/", voices.publish, name="publish"),
]
