"""How a refusal names its article."""

from django.utils.translation import gettext as _


def work(number: int) -> str:
    """An article of the rules on supervision and discipline work (2019)."""
    return _("rules on supervision and discipline work (2019), article %(number)s") % {
        "number": number
    }


def dispatched(number: int) -> str:
    """An article of the rules on dispatched bodies (2022)."""
    return _("rules on dispatched bodies (2022), article %(number)s") % {"number": number}


def petitions(number: int) -> str:
    """An article of the rules on petitions (2020)."""
    return _("rules on petitions (2020), article %(number)s") % {"number": number}
