"""Questionnaires and democratic appraisal (问卷调查、民主测评): designed, issued, answered without a name, tallied, fed back."""
