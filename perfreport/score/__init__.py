"""The scores of a self-evaluation by a pack's rules. Pure: what is wrong comes back as findings."""
