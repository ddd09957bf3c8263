"""The pages of the structure, one noun a module; `parts` has what they share."""
