# Ce que les champs disent des nombres, des dates et des heures saisis.

# Nombres
number-empty = Il manque un nombre ici.
number-not-one = « { $typed } » n’est pas un nombre.
number-ambiguous = { $decimal } ou { $thousands } ? Saisissez { $clear } pour le premier, { $thousands } pour le second.
number-unknown-unit = « { $unit } » ne convient pas ici ; connus : { $known }.
number-no-unit = « { $unit } » ne convient pas ici ; saisissez le nombre seul.
number-too-long = Ce nombre a trop de chiffres.

# Dates et heures
month-january = janvier
month-february = février
month-march = mars
month-april = avril
month-may = mai
month-june = juin
month-july = juillet
month-august = août
month-september = septembre
month-october = octobre
month-november = novembre
month-december = décembre
date-not-one = Pas une date : saisissez 12/03/1975, 1975-03-12 ou 12 mars 1975.
date-short-year = Saisissez l’année en quatre chiffres.
date-ambiguous = { $one } ou { $other } ? Écrivez le mois en lettres, ou l’année d’abord.
date-future = Le { $date } est encore à venir.
date-too-long-ago = Le { $date } remonte à plus de { $years } ans.
time-not-one = Pas une heure : saisissez 10:30 ou 10h30.
number-out-of-range = { $value } est hors de l’intervalle de { $least } à { $most }.
number-too-fine = { $value } a plus de décimales que le dossier n’en garde ({ $step }).
date-hint = 12/03/1975
day-hint = 02/11/2026
expiry-hint = 11/2027
date-missing = Il manque une date ici.

# Quand une séance a eu lieu
session-date = Date
session-time = Heure
session-offset = Décalage
session-time-never = L’horloge du cabinet n’a jamais marqué cette heure : elle a été avancée au-delà.
session-time-twice = L’horloge du cabinet, retardée, a marqué deux fois cette heure : choisissez laquelle.
session-before-change = avant le changement
session-after-change = après le changement

# Le prochain repère
next-wrong = Aucun repère n’a été placé : { $why }
needle-too-short = La longueur insérée dépasse celle de l’aiguille.

# Lists
change-short = Modifier
patients-none-found = Personne ne correspond.
patient-number = n° { $number }

# From the session before
next-as-last = Comme à la dernière séance
next-as-last-why = Technique, profondeur et volume tels que les repères de la séance précédente les ont reçus en dernier. Sinon rien n’est repris d’une autre séance.
session-as-last = Commencer avec technique, profondeur et volume de la dernière séance

# The form of a cocktail
component-wrong = { $substance } : { $why }

# Allergies
patient-allergies-not-asked = Non demandé
patient-allergies-listed = Liste ci-dessus
