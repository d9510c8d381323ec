"""The parts of `tools/build_geodata.py`: one module per kind of output."""
