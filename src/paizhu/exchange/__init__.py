"""The workbook in and out, and the demonstration city made of one.

An office's Excel file is checked as a whole, imported as one act through the acts of the rooms below,
and written back the same. The contract is `states.sheets`; what the records mean lives below.
"""
