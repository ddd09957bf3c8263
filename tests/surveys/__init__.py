"""Surveys: what is promised when one is issued, and that it is kept."""
