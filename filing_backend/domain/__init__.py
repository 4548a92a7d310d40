"""Filings, their events and the rules of their life; pure."""
