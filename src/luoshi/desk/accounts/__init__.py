"""Who may do what: units as a tree, persons with posts, roles, sign-in. The one module of permissions is here."""
