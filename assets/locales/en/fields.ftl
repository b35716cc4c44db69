# What fields say of numbers, dates and times as they are typed.

# Numbers
number-empty = A number is missing here.
number-not-one = “{ $typed }” is not a number.
number-ambiguous = { $decimal } or { $thousands }? Type { $clear } for the first, { $thousands } for the second.
number-unknown-unit = “{ $unit }” can’t be used here; known: { $known }.
number-no-unit = “{ $unit }” can’t be used here; type the number alone.
number-too-long = This number has too many digits.

# Dates and times
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
date-not-one = Not a date: type it as 1975-03-12, 12.03.1975 or 12 March 1975.
date-short-year = Type the year with four digits.
date-ambiguous = { $one } or { $other }? Type the month as a word, or the year first.
date-future = { $date } is still to come.
date-too-long-ago = { $date } is more than { $years } years ago.
time-not-one = Not a time: type it as 10:30.
number-out-of-range = { $value } is outside { $least } to { $most }.
number-too-fine = { $value } has more decimals than the record keeps ({ $step }).
date-hint = 12 March 1975
day-hint = 2 November 2026
expiry-hint = 11/2027
date-missing = A date is missing here.

# When a session took place
session-date = Date
session-time = Time
session-offset = Offset
session-time-never = This time never was on the clinic’s clock: it was put forward past it.
session-time-twice = The clinic’s clock was put back and showed this time twice: choose which it was.
session-before-change = before the change
session-after-change = after the change

# The next mark
next-wrong = No mark was placed: { $why }
needle-too-short = More is inserted than the needle is long.

# Lists
change-short = Edit
patients-none-found = Nobody is found by this.
patient-number = no. { $number }

# From the session before
next-as-last = As last session
next-as-last-why = Technique, depth and volume as the marks of the session before were last given. Else nothing is taken from another session.
session-as-last = Begin with technique, depth and volume of the last session

# The form of a cocktail
component-wrong = { $substance }: { $why }

# Allergies
patient-allergies-not-asked = Not asked
patient-allergies-listed = Listed above
