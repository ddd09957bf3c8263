"""What people fill in: an activity, an opinion and the steps with it, word of a matter."""
