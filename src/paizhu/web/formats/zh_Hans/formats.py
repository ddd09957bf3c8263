"""Simplified Chinese: thousands in threes as in statistics tables, days in words, short days by digits.

Numbers are grouped where a page says so (`|figure`), never by themselves: a year or a code must not be.
"""

NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = ","
DATE_FORMAT = "Y年n月j日"
DATETIME_FORMAT = "Y年n月j日 H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "Y年n月"
MONTH_DAY_FORMAT = "n月j日"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
FIRST_DAY_OF_WEEK = 1
