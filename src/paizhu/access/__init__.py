"""Who signs in: accounts, second factor, sessions, the three administrators. Powers come from postings."""
