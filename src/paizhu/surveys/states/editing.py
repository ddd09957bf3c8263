"""Changing a definition one question at a time. Each function takes the JSON and returns a changed copy."""

from copy import deepcopy
from typing import Any

Definition = dict[str, Any]


def keys(definition: Definition) -> list[str]:
    """Return the keys of all questions, in order."""
    return [q["key"] for section in definition["sections"] for q in section["questions"]]


def options(definition: Definition) -> list[dict]:
    """Return all options of all questions, in order."""
    questions = (q for section in definition["sections"] for q in section["questions"])
    return [option for question in questions for option in question.get("options", [])]


def free_key(definition: Definition) -> str:
    """Return the next key `q1`, `q2` … that no question has."""
    taken = set(keys(definition))
    return next(f"q{n}" for n in range(1, 10_000) if f"q{n}" not in taken)


def found(definition: Definition, key: str) -> dict | None:
    """Return a question by its key."""
    return next(
        (q for s in definition["sections"] for q in s["questions"] if q["key"] == key), None
    )


def with_question(definition: Definition, section: int, question: dict) -> Definition:
    """Put a question in: in its own place where it stands already in the section, else at the section's end."""
    changed = deepcopy(definition)
    for place, part in enumerate(changed["sections"]):
        for number, each in enumerate(part["questions"]):
            if each["key"] == question["key"]:
                if place == section:
                    part["questions"][number] = question
                    return changed
                del part["questions"][number]
                break
    changed["sections"][section]["questions"].append(question)
    return changed


def without_question(definition: Definition, key: str) -> Definition:
    """Take a question out, and conditions that looked at it."""
    changed = deepcopy(definition)
    for section in changed["sections"]:
        section["questions"] = [q for q in section["questions"] if q["key"] != key]
        for question in section["questions"]:
            if (question.get("when") or {}).get("question") == key:
                del question["when"]
    return changed


def moved(definition: Definition, key: str, by: int) -> Definition:
    """Move a question up (-1) or down (+1), into the next section at a section's end."""
    changed = deepcopy(definition)
    sections = changed["sections"]
    for place, section in enumerate(sections):
        for number, question in enumerate(section["questions"]):
            if question["key"] != key:
                continue
            goal = number + by
            if 0 <= goal < len(section["questions"]):
                questions = section["questions"]
                questions[number], questions[goal] = questions[goal], questions[number]
            elif 0 <= place + by < len(sections):
                section["questions"].pop(number)
                target = sections[place + by]["questions"]
                target.insert(len(target) if by < 0 else 0, question)
            return changed
    return changed


def with_section(definition: Definition, title: str, each: str = "") -> Definition:
    """Add a section at the end."""
    changed = deepcopy(definition)
    changed["sections"].append({"title": title, "each": each, "questions": []})
    return changed


def without_empty_sections(definition: Definition) -> Definition:
    """Leave out sections that ask nothing."""
    changed = deepcopy(definition)
    changed["sections"] = [s for s in changed["sections"] if s["questions"]]
    return changed


def blank(kind: str, title: str, question: str, labels: tuple[str, str]) -> Definition:
    """Return a definition to begin from nothing with: one question, so that it can be kept."""
    options = [{"key": f"o{n}", "label": label} for n, label in enumerate(labels, start=1)]
    asked = {"key": "q1", "kind": "single", "title": question, "options": options}
    return {"kind": kind, "title": title, "sections": [{"title": "", "questions": [asked]}]}
