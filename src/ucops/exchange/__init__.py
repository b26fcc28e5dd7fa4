"""In and out of other people's formats: Gherkin, diagrams, spreadsheets, CODEOWNERS."""
