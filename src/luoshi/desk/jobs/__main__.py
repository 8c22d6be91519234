"""``python -m luoshi.desk.jobs``: a worker process; Django is set up before any model is imported."""

from __future__ import annotations

if __name__ == "__main__":
    import django

    django.setup()
    from luoshi.desk.jobs.worker import main

    main()
