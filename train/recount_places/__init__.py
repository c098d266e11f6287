"""The gazetteer that recount ships: packages with GeoNames' data in, one index of places out."""
