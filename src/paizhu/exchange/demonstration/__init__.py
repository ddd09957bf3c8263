"""The demonstration city: 望澜市, wholly invented, made by a seeded script and taken in like any user's file.

Nobody here exists and nobody is accused of anything. The same script gives the same workbook.
"""
