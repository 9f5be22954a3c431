"""A workbook as cells, read in a process of its own that may be killed; imports no table library."""
