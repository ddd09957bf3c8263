"""What a group intends and how it is arranged: work plans, work rules, division of work, joint activities."""
