"""Dated rule packs: time limits, approval levels, closed lists and vocabulary, each with its legal basis."""
