"""Pictures to take away: a map or a chart on a sheet that says what it shows, of what and by whom."""

from geodash.views.pictures.charts import CHARTS, chart
from geodash.views.pictures.map import Figure, map_figure, map_picture
from geodash.views.pictures.sheet import Caption

__all__ = ["CHARTS", "Caption", "Figure", "chart", "map_figure", "map_picture"]
