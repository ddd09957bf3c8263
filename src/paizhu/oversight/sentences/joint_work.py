"""Sentences about authorisations of joint work."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.joint_work_authorised": _(
        "%(actor)s entered the authorisation of joint work %(subject)s, in force from %(from_on)s to %(until_on)s."
    ),
    "oversight.joint_work_ended": _(
        "%(actor)s ended the authorisation of joint work %(subject)s early; its last day is %(last_on)s."
    ),
}
