# Texts of the room `cli`. A term is written as the field writes it; places in braces are filled by the program.
