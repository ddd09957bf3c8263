"""Refusals: a rule that says no gives its reason, and the reason is what people read.

The same sentence is the tooltip of the disabled button, the 403 page, the command line's error and the
test's expectation. What a rule is about lives in each room's `rules`.
"""

from collections.abc import Callable


class Refused(Exception):
    """An act that the rules do not allow; `reason` is a translated sentence, `basis` its article."""

    def __init__(self, reason, *, basis: str = ""):
        if not reason:
            raise ValueError("A refusal gives its reason")
        super().__init__(reason)
        self.reason = reason
        self.basis = basis

    def __str__(self) -> str:
        return f"{self.reason} ({self.basis})" if self.basis else str(self.reason)


def refusal(check: Callable[..., None], *args, **kwargs) -> str:
    """Run a `check_can_…` and return its reason, or the empty string where nothing stands against."""
    try:
        check(*args, **kwargs)
    except Refused as refused:
        return str(refused)
    return ""


def allowed(check: Callable[..., None], *args, **kwargs) -> bool:
    """Tell whether a `check_can_…` lets pass; derived from the check, never written twice."""
    return not refusal(check, *args, **kwargs)
