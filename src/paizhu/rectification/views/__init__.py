"""Pages of rectification: the list, one matter with both voices, its steps and measures."""
