"""What people fill in: plans, their items and steps, work rules, the division of work, joint activities."""
