"""Worked cases: answers and what the rules make of them."""
