"""Whom casework may name. The petition and the case office register what concerns any unit and any official.

Names and codes only, and only in the choosing fields of casework's forms: the pages of units and officials stay as closed as
they are to these offices.
"""

from typing import Any

from django.db.models import QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Post, Unit

NAMES_ALL = frozenset({Post.PETITION_OFFICE, Post.CASE_OFFICE})
MODELS = {"organization.unit": Unit, "organization.official": Official}
"""The kinds of record that casework names; as `web.choices` calls them."""


def nameable(kind: str, user: Viewer) -> QuerySet[Any]:
    """Return the units or officials that the user may name in casework. Raises `LookupError` for another kind."""
    model = MODELS[kind]
    if user.powers.commission_posts & NAMES_ALL:
        return model.objects.of(user.commission_id)
    return model.objects.visible_to(user)
