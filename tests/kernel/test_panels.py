"""Upper rooms show themselves in lower pages, in an order, to whom it concerns."""

import pytest

from paizhu.kernel import panels
from paizhu.kernel.panels import NavigationEntry


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(panels, "_navigation", {})
    monkeypatch.setattr(panels, "_panels", {})


def entry(position, url_name, visible=lambda user: True):
    return NavigationEntry(position, "group", f"title {url_name}", url_name, "icon", visible)


def titles(user=None):
    return [found.url_name for found in panels.navigation(user)]


def test_entries_stand_by_position_then_as_they_came():
    panels.add_navigation(entry(300, "c"), entry(100, "a"), entry(200, "b"), entry(200, "b2"))
    assert titles() == ["a", "b", "b2", "c"]


def test_an_entry_is_seen_by_whom_it_concerns():
    panels.add_navigation(entry(1, "all"), entry(2, "few", visible=lambda user: user == "few"))
    assert titles("few") == ["all", "few"]
    assert titles("other") == ["all"]


def test_an_entry_registered_again_replaces_the_first():
    panels.add_navigation(entry(1, "a"))
    panels.add_navigation(entry(9, "a"))
    assert [found.position for found in panels.navigation(None)] == [9]


def test_panels_stand_by_position_and_get_request_and_subject():
    panels.add("place", "late", lambda request, subject: f"{request}:{subject}:2", position=900)
    panels.add("place", "early", lambda request, subject: f"{request}:{subject}:1")
    assert list(panels.rendered("place", "request", "unit")) == ["request:unit:1", "request:unit:2"]


def test_a_panel_with_nothing_to_show_stays_away():
    panels.add("place", "silent", lambda request, subject: "")
    assert list(panels.rendered("place", None, None)) == []


def test_a_panel_registered_again_replaces_the_first():
    panels.add("place", "key", lambda request, subject: "old")
    panels.add("place", "key", lambda request, subject: "new")
    assert list(panels.rendered("place", None, None)) == ["new"]


def test_a_place_nobody_registered_for_is_empty():
    assert list(panels.rendered("nowhere", None, None)) == []
    assert panels._panels == {}
