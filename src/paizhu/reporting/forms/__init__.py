"""The forms of reporting, one noun a module."""
