"""Barcode and QR scanners that type like a keyboard, recognised on any page without a mode."""
