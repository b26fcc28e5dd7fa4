"""What is wrong with the files: rules, findings, reporters."""
