"""The pages of planning, one noun a module; `parts` has what they share."""
