"""The web application: one Django app a room, plus the ground it stands on, accounts, audit, jobs and the board.

Every app has the same files: ``models`` (what is stored), ``selectors`` (every read, through ``visible_to``),
``services`` (every write, one transaction, audited), ``pages`` (HTTP in, template out), ``urls``, ``templates``.
"""
