"""What is done with surveys, noun by noun."""
