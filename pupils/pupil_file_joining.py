"""Where the pupil's file joins what others keep: its sections, its kind of papers."""

from pupils import file_record, paper_kinds, pupil_file


def join() -> None:
    """Join each of them."""
    file_record.add_sections()
    paper_kinds.add(pupil_file.KIND)
