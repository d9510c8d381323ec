"""Collections in notebooks and scripts: frames, maps and pictures of what a filter lets pass."""
