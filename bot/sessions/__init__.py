"""Keeps persons, channel identities, consent, conversations, drafts and read copies of filings."""
