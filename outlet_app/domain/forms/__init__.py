"""Specs of the forms as data, with codes and no Chinese."""
