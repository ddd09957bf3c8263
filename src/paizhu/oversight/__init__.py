"""Supervision at work: word of coming matters, activities, opinions. Casework is in `clues`."""
