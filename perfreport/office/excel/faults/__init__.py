"""What cannot be filled, moved or computed, told when a template is opened."""
