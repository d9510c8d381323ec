"""Pages at fixed addresses, as files for any server or as answers of ``geodash serve``: one builder for both.

Below web: nothing here knows of HTTP. A page's text, map (still) and links need no JavaScript.
"""
