"""What reporting shows in the pages of the rooms below, one noun a module."""
