"""The results of formulas, so that a workbook shows its numbers before anybody recalculates it."""
