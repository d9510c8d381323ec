"""An article from anywhere goes in: read, shown as it will be stored, stored word for word."""
