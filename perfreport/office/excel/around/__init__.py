"""What stands around the cells and in other parts and says which rows it means."""
