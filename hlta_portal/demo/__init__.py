"""The demo trust: two schools, their people and pupils, all invented, and an autumn of real-looking work."""
