"""One style, three outputs: measured in the finished files."""
