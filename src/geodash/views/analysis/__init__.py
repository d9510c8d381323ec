"""What Analyse shows: figures that each know the events behind them, as JSON for the page."""

from geodash.views.analysis.answer import SERIES, Analyst, Options

__all__ = ["SERIES", "Analyst", "Options"]
