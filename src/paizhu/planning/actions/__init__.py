"""What is done in planning: `plans`, `works`, `work_rules`, `division`, `convenings`, `handing_over`."""
