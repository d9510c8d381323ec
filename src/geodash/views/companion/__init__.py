"""An article beside its map: its passages, what the map shows at each, what stands under the map.

One model for the page Read, for `/a/<article>/` and for what is published: plain values and escaped HTML.
"""
