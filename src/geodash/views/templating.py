"""Jinja with escaping always on: the only way from data to the panel's HTML."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from geodash.words.days import day
from geodash.words.isolated import isolated
from geodash.words.labels import coded_as
from geodash.words.numbers import number_of

_env = Environment(
    loader=PackageLoader("geodash", "assets/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_env.filters["isolated"] = isolated
_env.globals |= {"number_of": number_of, "day": day, "coded_as": coded_as}


def render(template: str, **context: object) -> str:
    """The HTML of ``assets/templates/<template>``; every value in it is escaped."""
    return _env.get_template(template).render(**context)
