"""Prints the graph of rooms as the code has it (Markdown with Mermaid), for docs/reference/rooms.md."""

import grimp


def main() -> None:
    """Print one arrow for each pair of rooms of which one imports the other."""
    graph = grimp.build_graph("paizhu")
    rooms = sorted(graph.find_children("paizhu"))
    print(
        "# Who imports whom\n\nPrinted from the code by `python -m tools.room_graph`.\n\n```mermaid\ngraph TD"
    )
    for upper in rooms:
        for lower in rooms:
            if upper != lower and graph.direct_import_exists(
                importer=upper, imported=lower, as_packages=True
            ):
                print(f"  {upper.split('.')[1]} --> {lower.split('.')[1]}")
    print("```")


if __name__ == "__main__":
    main()
