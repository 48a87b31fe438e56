"""Stands in for the library safetensors where Debian has no package of it."""
