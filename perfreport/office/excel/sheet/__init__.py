"""The template's side: a worksheet as it lies in the file, read once."""
