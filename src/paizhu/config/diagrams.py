"""State diagrams of records, drawn from their transitions, so that a diagram can never differ from the law.

`custom={"verb": …}` of a transition gives the arrow's word. What the states mean is each room's matter.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django_fsm import Transition


def state_diagram(model: type[Model], field_name: str) -> str:
    """Return a Mermaid state diagram of one state field, in the language in force.

    Arrows stand in the order of the states, and a state that no transition leaves is an end.
    """
    field = model._meta.get_field(field_name)
    labels = dict(field.choices or ())
    arrows = [
        (str(arrow.source), str(target), _verb(arrow))
        for arrow in field.get_all_transitions(model)
        for target in _targets(arrow)
    ]
    left = {source for source, _target, _verb in arrows}
    lines = ["stateDiagram-v2", *(f"    {code} : {label}" for code, label in labels.items())]
    lines.append(f"    [*] --> {field.default}")
    arrows.sort(key=_place(labels))
    lines += [f"    {source} --> {target} : {verb}" for source, target, verb in arrows]
    lines += [f"    {code} --> [*]" for code in labels if str(code) not in left]
    return "\n".join(lines)


def _place(labels: dict):
    """Order transitions by where they begin, then by where they lead, as the states are listed."""
    order = {str(code): number for number, code in enumerate(labels)}

    def place(arrow: tuple[str, str, str]) -> tuple[int, int, str]:
        source, target, verb = arrow
        return order.get(source, len(order)), order.get(target, len(order)), verb

    return place


def _targets(arrow: Transition) -> Sequence[Any]:
    """Return where a transition may lead: to several states where the record itself decides."""
    return getattr(arrow.target, "allowed_states", None) or [arrow.target]


def _verb(arrow: Transition) -> str:
    return str(arrow.custom.get("verb", arrow.name))
