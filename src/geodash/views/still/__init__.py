"""The still map: one SVG from the same layers, symbols and rules as the live map.

For slides, handouts, reports and preview cards. Lengths are counted in units, the CSS pixels of
the live map; ``scale`` says how many pixels of the picture one unit is.
"""

from geodash.views.still.draw import Unnamed, bed_map, still_map, unnamed
from geodash.views.still.fit import frame_of

__all__ = ["Unnamed", "bed_map", "frame_of", "still_map", "unnamed"]
