"""Reads that every room shares the way of: statements that are written once."""
