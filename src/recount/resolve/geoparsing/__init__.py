"""Every toponym of a report, found and decided together: text -> `Toponym` with its place and confidence."""

from recount.resolve.geoparsing.kinds import Kind
from recount.resolve.geoparsing.toponyms import Toponym, geoparse, located

__all__ = ["Kind", "Toponym", "geoparse", "located"]
