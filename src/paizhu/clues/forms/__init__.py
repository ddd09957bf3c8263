"""What the pages of casework ask to be filled in, one noun a module."""
