"""A patch of screen that hands out files to whoever drags from it, as a file
manager would. Its corner comes first among the words, then the files."""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, GLib, Gtk

left, top, *files = sys.argv[1:]

window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.set_default_size(80, 80)
window.move(int(left), int(top))
patch = Gtk.EventBox()
patch.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
patch.drag_source_add_uri_targets()
patch.connect(
    "drag-data-get",
    lambda _patch, _context, data, _info, _time: data.set_uris(
        [GLib.filename_to_uri(file, None) for file in files]
    ),
)
window.add(patch)
window.show_all()
print("ready", flush=True)
Gtk.main()
