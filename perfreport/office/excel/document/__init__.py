"""One document's side: where the rows and columns went, what the cells hold and show."""
