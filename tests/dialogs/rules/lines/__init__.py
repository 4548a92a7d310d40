"""Lines of `lian law` with the answers that the text of the law gives, worked out by hand."""
