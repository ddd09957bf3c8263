"""Migrating the tests' own database in a tenth of the time. The command's is migrated as ever, and must be the same.

Django draws every related model anew for each table, index and constraint that is added, and here nearly all are
related through the commission. A table that has just come is related to by none; an index or constraint changes only its own.
"""

from unittest import mock

from django.db.migrations.state import ProjectState

whole = ProjectState.reload_model


def alone(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    """Draw a model without those that are related to it, where that is enough. `delay`: Django says so itself."""
    if "apps" not in self.__dict__:
        return
    is_new = model_name not in self.apps.all_models[app_label]
    if not is_new and not delay:
        whole(self, app_label, model_name, delay)
        return
    if not is_new:
        with self.apps.bulk_update():
            self.apps.unregister_model(app_label, model_name)
    self.apps.render_multiple([self.models[app_label, model_name]])


def migrate_quickly(connection) -> None:
    """Let this connection's database for tests be made so; what a test migrates afterwards is migrated as ever."""
    make = connection.creation.create_test_db

    def made(*given, **named) -> str:
        with mock.patch.object(ProjectState, "reload_model", alone):
            return make(*given, **named)

    connection.creation.create_test_db = made
