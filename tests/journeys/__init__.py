"""Whole cases, through every process boundary, against a real `lian serve`."""
