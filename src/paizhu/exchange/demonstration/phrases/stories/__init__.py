"""What is said and written in the stories, one place or one kind of business a module. Units and people are invented."""
