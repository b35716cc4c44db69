# Texts of the room `app`. A term is written as the field writes it; places in braces are filled by the program.
