"""The whole way on an embedded GitHub: validate, plan, sync, sync again, report."""
