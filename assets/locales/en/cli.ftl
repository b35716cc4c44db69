# Texts of the room `cli`. A term is written as the field writes it; places in braces are filled by the program.

# When no window can be opened
no-window-advice =
    mesomap could not open its window. The system says: { $error }

    A window needs a display (X11 or Wayland) and OpenGL. On Debian and Ubuntu, these packages bring
    what may be missing:

        sudo apt-get install { $packages }

    Without a display, everything but the window works; mesomap --help lists it. A picture of a session:

    {"    "}{ $command }
