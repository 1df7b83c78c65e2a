"""The words that blocks of a body show, to be compared with the text that is searched."""

from newsctl.markup.blocks import Code, TableRow, ThematicBreak


def text_of_block(block):
    """Return the words of a block, without descriptions of images."""
    match block:
        case Code(text):
            return text
        case TableRow(cells):
            return " ".join(map(_text_of, cells))
        case ThematicBreak():
            return ""
    return _text_of(block.spans)


def _text_of(spans):
    return "".join(" " if span.is_image else span.text for span in spans)
