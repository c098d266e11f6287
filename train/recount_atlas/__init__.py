"""The world of the workbench's map: the outlines that recount ships, on a coarser grid, as a classic script."""
