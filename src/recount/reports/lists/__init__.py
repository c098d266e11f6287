"""Lists: tables of reports as rows, and lists of addresses that are to be fetched before they can be read."""
