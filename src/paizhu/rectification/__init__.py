"""Rectification (整改): what a unit does about what it was told, in two voices, until the group confirms it."""
