"""What is done with a recording, one verb a file."""
