"""Notices: one inbox for each official, and word by mail or webhook where it is wanted.

A notice carries a number, a reason and a day; never content, never a person's name.
"""
