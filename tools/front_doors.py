"""An import-linter contract: another room is entered only by its front doors.

The built-in `protected` contract cannot say "except from the same room", so this small one does.
"""

from importlinter import Contract, ContractCheck, fields, output


class FrontDoors(Contract):
    """`root` holds rooms; only modules named in `doors` may be imported from another room.

    `shared` rooms may be entered anywhere; `free` rooms may enter anywhere.
    """

    root = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    shared = fields.SetField(subfield=fields.StringField(), required=False)
    free = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph, verbose):
        """Report each import that enters a room by something other than a front door."""
        found = sorted(
            (importer, imported)
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if self._is_trespass(importer, imported)
        )
        return ContractCheck(kept=not found, metadata={"trespasses": found})

    def _is_trespass(self, importer, imported):
        prefix = self.root + "."
        if not (importer.startswith(prefix) and imported.startswith(prefix)):
            return False
        home, goal = importer.split(".")[1:3], imported.split(".")[1:3]
        if home[0] == goal[0] or len(goal) == 1:
            return False
        if home[0] in (self.free or ()) or goal[0] in (self.shared or ()):
            return False
        return goal[1] not in self.doors

    def render_broken_contract(self, check):
        """Name both ends of each trespass."""
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} enters {imported} by a private door", bold=False)
