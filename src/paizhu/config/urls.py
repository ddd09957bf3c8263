"""All addresses: each room's own list, under the room's word."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("paizhu.reporting.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("sign-in/", include("paizhu.access.urls.sign_in")),
    path("web/", include("paizhu.web.urls")),
    path("rules/", include("paizhu.rulebook.urls")),
    path("organization/", include("paizhu.organization.urls")),
    path("access/", include("paizhu.access.urls")),
    path("oversight/", include("paizhu.oversight.urls")),
    path("rectification/", include("paizhu.rectification.urls")),
    path("planning/", include("paizhu.planning.urls")),
    path("surveys/", include("paizhu.surveys.urls")),
    path("ballot/", include("paizhu.surveys.urls.public")),
    path("notices/", include("paizhu.notices.urls")),
    path("jobs/", include("paizhu.jobs.urls")),
    path("clues/", include("paizhu.clues.urls")),
    path("coverage/", include("paizhu.coverage.urls")),
    path("exchange/", include("paizhu.exchange.urls")),
]
handler400 = "paizhu.web.views.bad_request"
handler403 = "paizhu.web.views.forbidden"
handler404 = "paizhu.web.views.not_found"
handler500 = "paizhu.web.views.server_error"
