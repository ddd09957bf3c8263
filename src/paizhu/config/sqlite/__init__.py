"""The embedded database, with the writers of one process in line; see `base`."""
