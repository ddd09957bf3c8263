"""Due jobs: what the system does by itself at its time, each run kept, none doubled, a missed one caught up."""
