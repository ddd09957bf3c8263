"""The forms of rectification: one step, one measure."""
