"""The lists of reporting, one noun a module."""
