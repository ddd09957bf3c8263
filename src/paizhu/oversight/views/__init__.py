"""The pages of the three ledgers, one noun a module; `parts` has what they share."""
