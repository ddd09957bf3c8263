"""First screens, figures, charts, unit profiles, the auditor's page. Reads every room and writes none."""
