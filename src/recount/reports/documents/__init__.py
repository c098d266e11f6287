"""Printed and written documents, PDF and DOCX, to readings, with the pages that their words stand on."""
