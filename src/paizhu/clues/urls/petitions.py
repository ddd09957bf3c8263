"""Addresses of petitions, of who reported, and of answers."""

from django.urls import path

from paizhu.clues.views import answers, intake, petitions, reporters

urlpatterns = [
    path("petitions/", petitions.petitions, name="petitions"),
    path("petitions/new/", intake.petition_new, name="petition_new"),
    path("petitions/answers/", petitions.petition_answers, name="petition_answers"),
    path("petitions/results/", petitions.petition_results, name="petition_results"),
    path("petitions/<int:pk>/", petitions.petition, name="petition"),
    path("petitions/<int:pk>/correct/", intake.petition_correct, name="petition_correct"),
    path("petitions/<int:pk>/reporter/", reporters.reporter, name="reporter"),
    path("petitions/<int:pk>/reporter/enter/", reporters.reporter_enter, name="reporter_enter"),
    path("petitions/<int:pk>/answer/<str:kind>/", answers.petition_answer, name="petition_answer"),
    path(
        "petitions/<int:pk>/letter/<str:kind>/", petitions.petition_letter, name="petition_letter"
    ),
    path("petitions/<int:pk>/<str:step>/", petitions.petition_step, name="petition_step"),
    path("petition-answers/<int:pk>/minute/", answers.answer_minute, name="answer_minute"),
    path("petition-files/<int:pk>/", petitions.petition_file, name="petition_file"),
]
