"""The pages of reporting, one noun a module."""
