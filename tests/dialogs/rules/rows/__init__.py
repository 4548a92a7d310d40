"""Answer sets written from the text of the law, by the series of its rows."""
