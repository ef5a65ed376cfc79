"""Tests of the Word writer: they open the finished file and look at its XML."""
