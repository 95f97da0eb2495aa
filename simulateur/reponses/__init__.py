"""What a visitor answers: one declaration, one reader, one spelling."""
