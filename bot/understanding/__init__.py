"""Words of a person → commands and typed values, each with its span and confidence."""
