"""The gazetteer of recount: ``places.index`` beside this file, which `recount.resolve.gazetteer` maps into memory."""
