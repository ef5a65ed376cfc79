"""`docexport styles`: list, show, make and prove styles, and the fonts they can name."""
