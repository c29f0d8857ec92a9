"""YAML as clerks mean it: a file as a tree of texts that know their line and column, and the slips of clerks."""
