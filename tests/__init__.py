"""The tests, one folder a room; `architecture` tests the house itself."""
