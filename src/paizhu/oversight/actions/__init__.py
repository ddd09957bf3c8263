"""What is done in supervision, one noun a module: `notices`, `activities`, `opinions`."""
