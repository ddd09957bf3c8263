"""The command line, settings and addresses."""
