"""From an article to coded events: what an editor does, without a page or a route."""
