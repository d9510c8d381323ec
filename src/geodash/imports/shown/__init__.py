"""What the page Bring data shows of a file: found out and worded here, drawn there."""
