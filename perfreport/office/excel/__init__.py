"""Excel templates: rows in blocks, and everything that refers to rows moves with them."""
