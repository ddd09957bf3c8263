"""The trail: a tamper-evident record of acts, hash-chained per commission. It is evidence, never logic."""
