"""The workbook contract as data: kinds of cells, sheets and columns, faults, stages of an import run."""
