"""The WeChat channel against a platform written to the facts."""
