"""Files that have somebody else's machine publish a collection: written beside it, once, to be changed at will."""

from __future__ import annotations

from pathlib import Path

from geodash.publish.write import SiteError

_GITHUB = """\
# Publishes the collection of this repository at each push: Settings, Pages, Source: GitHub Actions.
name: publish
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - id: pages
        uses: actions/configure-pages@v5
      - run: pip install "$GEODASH"
        env:
          GEODASH: geodash  # or git+https://… of a version of your own
      - run: geodash publish . --to _site --url "${{ steps.pages.outputs.base_url }}/" --check
      - uses: actions/upload-pages-artifact@v3
        with:
          path: _site
      - id: deployment
        uses: actions/deploy-pages@v4
"""
_GITLAB = """\
# Publishes the collection of this repository at each push, by GitLab Pages.
pages:
  image: python:3.12-slim
  variables:
    GEODASH: geodash  # or git+https://… of a version of your own
  script:
    - pip install "$GEODASH"
    - geodash publish . --to public --url "$CI_PAGES_URL/" --check
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""
_DOCKER = """\
# geodash serve, to read only: docker build -t maps . && docker run --read-only --tmpfs /tmp -p 127.0.0.1:8501:8501 maps
FROM python:3.12-slim
ARG GEODASH=geodash
# Which version, whoever builds says: --build-arg GEODASH=geodash==1.2.3
# hadolint ignore=DL3013
RUN pip install --no-cache-dir "$GEODASH" && useradd --create-home --uid 10001 geodash
COPY --chown=root:root . /collection
USER 10001
ENV HOME=/tmp PYTHONDONTWRITEBYTECODE=1
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD \\
  ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
# The name that a proxy asks by: --host-name maps.example.org; below a path: --base-path /maps, above too: /maps/_stcore/health
CMD ["geodash", "serve", "/collection", "--no-open", "--address", "0.0.0.0"]
"""
_NGINX = """\
# geodash serve --base-path /maps --host-name maps.example.org, behind nginx. Websockets are Streamlit's.
location /maps/ {
    proxy_pass http://127.0.0.1:8501;
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_read_timeout 1d;
    proxy_buffering off;
}
# Once, beside the server block:
# map $http_upgrade $connection_upgrade { default upgrade; '' close; }
#
# Or a folder that geodash publish wrote, without geodash:
# location /maps/ {
#     alias /var/www/maps/;
#     error_page 404 /maps/404.html;
#     absolute_redirect off;  # where something before nginx speaks https
#     add_header Cache-Control "no-cache";
#     gzip on;
#     gzip_types text/css text/javascript text/xml application/json;
#     location /maps/_/ { alias /var/www/maps/_/; add_header Cache-Control "public, max-age=31536000, immutable"; }
# }
"""
#: What can be asked for, and the file that it becomes.
WAYS: dict[str, tuple[str, str]] = {
    "github-pages": (".github/workflows/publish.yml", _GITHUB),
    "gitlab-pages": (".gitlab-ci.yml", _GITLAB),
    "docker": ("Dockerfile", _DOCKER),
    "nginx": ("nginx-maps.conf", _NGINX),
}


def put_beside(folder: Path, way: str) -> Path:
    """Writes the file of a way beside the collection; raises ``SiteError`` where there is one already."""
    if way not in WAYS:
        raise SiteError(f"--with {way} is none of {', '.join(WAYS)}")
    name, text = WAYS[way]
    target = folder / name
    if target.exists():
        raise SiteError(f"{target} is there already, and stays as it is")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target
