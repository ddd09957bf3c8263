"""A refusal gives its reason, and may-he is derived from the check that gives it."""

import pytest
from django.utils.translation import gettext_lazy

from paizhu.kernel.refusals import Refused, allowed, refusal


def check_can_enter(who, *, at="day"):
    if who == "nobody":
        raise Refused("您不能进入。", basis="规则第三条")
    if at == "night":
        raise Refused("夜间关闭。")


def test_where_nothing_stands_against_there_is_no_reason():
    assert refusal(check_can_enter, "anybody") == ""
    assert allowed(check_can_enter, "anybody")


def test_the_reason_is_what_the_check_says_with_its_article():
    assert refusal(check_can_enter, "nobody") == "您不能进入。 (规则第三条)"
    assert refusal(check_can_enter, "anybody", at="night") == "夜间关闭。"
    assert not allowed(check_can_enter, "nobody")


def test_a_refusal_without_a_reason_is_a_defect():
    """It would read as “nothing stands against”."""
    with pytest.raises(ValueError, match="reason"):
        Refused("")


def test_the_reason_is_read_in_the_readers_language():
    refused = Refused(gettext_lazy("Somebody"))
    assert str(refused) == "Somebody"
    assert refused.basis == ""


def test_another_fault_is_no_refusal():
    def broken():
        raise LookupError

    with pytest.raises(LookupError):
        refusal(broken)
