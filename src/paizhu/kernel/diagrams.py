"""State diagrams of records, drawn from their transitions, so that a diagram can never differ from the law.

`custom={"verb": …}` of a transition gives the arrow's word. What the states mean is each room's matter.
"""

from django.db.models import Model
from django_fsm import Transition


def state_diagram(model: type[Model], field_name: str) -> str:
    """Return a Mermaid state diagram of one state field, in the language in force.

    Arrows stand in the order of the states, and a state that no transition leaves is an end.
    """
    field = model._meta.get_field(field_name)
    labels = dict(field.choices or ())
    arrows = sorted(field.get_all_transitions(model), key=_place(labels))
    left = {str(arrow.source) for arrow in arrows}
    lines = ["stateDiagram-v2", *(f"    {code} : {label}" for code, label in labels.items())]
    lines.append(f"    [*] --> {field.default}")
    lines += [f"    {arrow.source} --> {arrow.target} : {_verb(arrow)}" for arrow in arrows]
    lines += [f"    {code} --> [*]" for code in labels if str(code) not in left]
    return "\n".join(lines)


def _place(labels: dict):
    """Order transitions by where they begin, then by where they lead, as the states are listed."""
    order = {str(code): number for number, code in enumerate(labels)}

    def place(arrow: Transition) -> tuple[int, int, str]:
        return (
            order.get(str(arrow.source), len(order)),
            order.get(str(arrow.target), len(order)),
            arrow.name,
        )

    return place


def _verb(arrow: Transition) -> str:
    return str(arrow.custom.get("verb", arrow.name))
