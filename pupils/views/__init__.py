"""What pupils' pages answer."""
