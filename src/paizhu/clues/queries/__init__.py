"""Shaped reads of casework: who is in the way of an assignment, clocks, sealed search."""
