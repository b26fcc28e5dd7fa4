"""The GraphQL interface: the part of GitHub's schema in use, over graphql-core."""
