"""What one process is told by its environment; light, so that the server can start on it alone."""

#: The folder of the collection to serve; default: the working folder.
PATH_VARIABLE = "GEODASH_COLLECTION"
#: Not blank: changes to the collection are allowed.
EDIT_VARIABLE = "GEODASH_EDIT"
#: What was unpacked into that folder for the time being; blank: nothing was.
ORIGIN_VARIABLE = "GEODASH_ORIGIN"
#: A program that proposes beside geodash while an article is coded; blank: none.
PROPOSE_VARIABLE = "GEODASH_PROPOSE_WITH"
