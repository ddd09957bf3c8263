"""The jobs room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Nothing to register yet."""

    name = "paizhu.jobs"
    verbose_name = _("Due jobs")
    default_auto_field = "django.db.models.BigAutoField"
