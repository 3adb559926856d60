"""Stands where a desktop shows notifications, and writes down each one it is asked to
show: a line of JSON with the program, the icon, the title, the words and the buttons."""

import json

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib

NAME = "org.freedesktop.Notifications"
FACE = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/>
      <arg type="u" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/>
      <arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
  </interface>
</node>
"""


def asked(_bus, _sender, _path, _face, _method, words, answer):
    program, _replaces, icon, title, body, buttons, hints, _stays = words.unpack()
    note = dict(
        program=program, icon=icon, title=title, body=body, buttons=buttons, hints=hints
    )
    print(json.dumps(note, ensure_ascii=False), flush=True)
    answer.return_value(GLib.Variant("(u)", (1,)))


bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
face = Gio.DBusNodeInfo.new_for_xml(FACE).interfaces[0]
bus.register_object("/org/freedesktop/Notifications", face, asked, None, None)
Gio.bus_own_name_on_connection(
    bus,
    NAME,
    Gio.BusNameOwnerFlags.DO_NOT_QUEUE,
    lambda *_: print("ready", flush=True),
    lambda *_: print("taken", flush=True),
)
GLib.MainLoop().run()
