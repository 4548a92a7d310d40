"""One module per act, such as submit_filing."""
