"""The top floor: settings, addresses, the home page and what starts the whole."""
