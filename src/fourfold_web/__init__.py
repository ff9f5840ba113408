"""The web product: people, pages, rows and mail around the `fourfold` core."""
