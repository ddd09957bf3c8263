"""Casework (问题线索): petitions, clues, their assignment, inquiry, verification and filing, talks, recusal, custody, dossier.

The most sensitive room: every record is reached through the reporter wall (`models.wall`), what people wrote is
sealed (`sealing`), and every look leaves a trace (`actions.looking`).
"""
