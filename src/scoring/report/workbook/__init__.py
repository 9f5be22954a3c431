"""The Excel workbook: sheets as data, and one painter for all of them."""
