# Texts of the window. A term is written as the field writes it; places in braces are filled by the program.
#
# Glossary: mark = repère, guide = guide, point = point, course = cure, session = séance, library = bibliothèque, chart = schéma,
# finding = à signaler, repeated = repris, dropped = omis. A palpable landmark is a « repère anatomique », never « repère ».
# Spaces before : ; ? !, inside « » and before units are U+00A0; the apostrophe is ’.

# Answers that many dialogs share
save = Enregistrer
cancel = Annuler
close = Fermer
notes = Notes

# Menus
menu-file = Fichier
menu-edit = Édition
menu-tools = Outils
menu-nudge = Déplacer sur la peau
menu-view = Affichage
menu-turn = Tourner le corps
menu-guides = Lignes et zones
menu-settings = Réglages
menu-help = Aide

# Commands
command-new-library = Nouvelle bibliothèque…
command-open-library = Ouvrir une bibliothèque…
command-open-sample = Ouvrir la bibliothèque d’exemple
command-rename-library = Renommer la bibliothèque…
command-new-patient = Nouveau patient…
command-new-course = Nouvelle cure…
command-new-session = Nouvelle séance…
command-save = Enregistrer la séance
command-save-copy = Enregistrer une copie…
command-export = Exporter…
command-copy-picture = Copier l’image
command-print = Imprimer…
command-export-marks = Exporter les repères…
command-import-marks = Importer des repères…
command-close-session = Fermer la séance
command-quit = Quitter
command-undo = Annuler
command-redo = Rétablir
command-cut = Couper
command-copy = Copier
command-paste = Coller
command-select-all = Sélectionner tous les repères
command-select-none = Tout désélectionner
command-delete = Supprimer les repères sélectionnés
command-void-marks = Déclarer nuls les repères sélectionnés…
command-void-session = Séance : déclarer nulle, ou rétablir…
command-void-course = Cure : déclarer nulle, ou rétablir…
command-void-patient = Fiche du patient : déclarer nulle, ou rétablir…
command-show-void = Afficher ce qui est nul
command-mirror = Copier la sélection par symétrie
command-nudge-left = Déplacer à gauche le long de la peau de 1 mm
command-nudge-right = Déplacer à droite le long de la peau de 1 mm
command-nudge-up = Déplacer vers le haut le long de la peau de 1 mm
command-nudge-down = Déplacer vers le bas le long de la peau de 1 mm
command-nudge-left-finely = Déplacer à gauche le long de la peau de 0,1 mm
command-nudge-right-finely = Déplacer à droite le long de la peau de 0,1 mm
command-nudge-up-finely = Déplacer vers le haut le long de la peau de 0,1 mm
command-nudge-down-finely = Déplacer vers le bas le long de la peau de 0,1 mm
command-apply-next = Régler la sélection comme le prochain repère
command-edit-session = Détails de la séance…
command-revisions = Révisions de la séance…
command-sign = Signer la séance…
command-amend = Modifier la séance signée…
command-unsigned = Séances non signées…
command-change-passphrase = Changer la phrase secrète de signature…
command-patient-revisions = Révisions de la fiche du patient…
command-course-revisions = Révisions de la cure…
command-formulary-revisions = Révisions du formulaire…
command-technique-revisions = Révisions de la liste des techniques…
menu-void = Déclarer la nullité
menu-revisions = Autres révisions
menu-lists = Listes de repères
menu-send = Envoyer et partager
menu-sign = Signature
command-edit-course = Détails de la cure…
command-edit-patient = Détails du patient…
command-new-cocktail = Nouveau cocktail…
command-place-tool = Outil : placer des repères
command-select-tool = Outil : sélectionner au lasso
command-measure-tool = Mesurer le long de la peau
command-next-view = Vue suivante
command-previous-view = Vue précédente
command-opposite-view = De l’autre côté
command-all-views = Choisir une vue…
command-turn-left = Tourner le corps à gauche
command-turn-right = Tourner le corps à droite
command-turn-up = Basculer le corps vers le haut
command-turn-down = Basculer le corps vers le bas
command-fit = Afficher la vue entière
command-zoom-in = Zoom avant
command-zoom-out = Zoom arrière
command-split-view = Ajouter une vue à côté
command-unsplit-view = Retirer cette vue
command-toggle-regions = Afficher ou masquer les régions
command-guide-midline = Guide : ligne médiane
command-guide-thirds = Guide : tiers horizontaux du visage
command-guide-fifths = Guide : cinquièmes verticaux du visage
command-guide-grid = Guide : quadrillage de 1 cm
command-guide-spine = Guide : niveaux du rachis
command-guide-danger = Guide : zones de danger du visage
command-danger-list = Zones de danger du visage et leurs sources
command-toggle-ghost = Afficher ou masquer la séance précédente
command-show-marks = Tableau des repères
command-compare-side-by-side = Comparer côte à côte ou en superposition
command-compare-swipe = Comparer de part et d’autre d’un bord
command-compare-blink = Comparer en alternance
command-show-comparison = Tableau de la comparaison
command-left-handed = Gaucher : outils à gauche
command-large-targets = Grandes commandes, pour les doigts
command-record-time = Inscrire dans chaque séance la durée de la saisie
command-theme-light = Thème clair
command-theme-dark = Thème sombre
command-theme-system = Thème du système
command-language-english = Langue : English
command-language-french = Langue : Français
command-language-system = Langue : celle du système
command-and-edit = { $command } : { $edit }
command-palette = Rechercher une commande…
command-shortcuts = Clavier et gestes
command-about = À propos de mesomap

# Names of edits, after "Undo": nouns, so that they also follow « Annulé : » and « Rétabli : »
edit-place = { $count ->
    [one] placement d’un repère
   *[other] placement de { $count } repères
 }
edit-remove = { $count ->
    [one] suppression d’un repère
   *[other] suppression de { $count } repères
 }
edit-void = { $count ->
    [one] déclaration de nullité d’un repère
   *[other] déclaration de nullité de { $count } repères
 }
edit-unvoid = { $count ->
    [one] retour d’un repère déclaré nul
   *[other] retour de { $count } repères déclarés nuls
 }
edit-move = { $count ->
    [one] déplacement d’un repère
   *[other] déplacement de { $count } repères
 }
edit-set-technique = { $count ->
    [one] technique d’un repère
   *[other] technique de { $count } repères
 }
edit-set-depth = { $count ->
    [one] profondeur d’un repère
   *[other] profondeur de { $count } repères
 }
edit-set-cocktail = { $count ->
    [one] cocktail d’un repère
   *[other] cocktail de { $count } repères
 }
edit-set-volume = { $count ->
    [one] volume d’un repère
   *[other] volume de { $count } repères
 }
edit-set-all = { $count ->
    [one] réglages d’un repère
   *[other] réglages de { $count } repères
 }
edit-lay = { $count ->
    [one] champ de 1 point
   *[other] champ de { $count } points
}
edit-lay-anew = { $count ->
    [one] champ reposé
   *[other] champ reposé, { $count } points
}
edit-lay-protocol = { $count ->
    [one] pose d’un repère selon un protocole
   *[other] pose de { $count } repères selon un protocole
}
edit-import = { $count ->
    [one] importation d’un repère
   *[other] importation de { $count } repères
}
edit-carry-over = { $count ->
    [one] reprise d’un repère
   *[other] reprise de { $count } repères
}
edit-dissolve = dissolution d’un champ
edit-set-group = { $count ->
    [one] groupe d’un repère
   *[other] groupe de { $count } repères
 }
edit-mirror = { $count ->
    [one] copie symétrique d’un repère
   *[other] copie symétrique de { $count } repères
 }
edit-put-cocktail = modification d’un cocktail
edit-add-outcome = ajout d’un résultat
edit-change-outcome = correction d’un résultat
edit-remove-outcome = retrait d’un résultat
edit-remove-cocktail = retrait d’un cocktail
edit-set-details = détails de la séance
edit-restore = restaurer une révision
mirror-nothing = Rien à copier par symétrie : les repères sont sur la ligne médiane, ou existent déjà de l’autre côté.
edit-no-such-group = Le groupe { $id } ne figure plus dans cette séance.
edit-no-such-mark = Le repère { $id } ne figure plus dans cette séance.
edit-cocktail-in-use = { $marks ->
    [one] Cocktail { $letter } utilisé par { $marks } repère. Affectez-lui d’abord un autre cocktail.
   *[other] Cocktail { $letter } utilisé par { $marks } repères. Affectez-leur d’abord un autre cocktail.
 }
edit-too-many-marks = Une séance contient au plus { $most } repères.
edit-too-many-spots = Les lignes et les surfaces d’une séance ont au plus { $most } points en tout.
edit-too-long = Les lignes et les surfaces d’une séance font au plus { $most } m de long en tout.
edit-no-such-outcome = Le résultat { $id } ne fait pas partie de cette séance.
edit-too-many-outcomes = Une séance contient au plus { $most } résultats.
edit-numbers-used-up = Cette séance a épuisé ses numéros de repères, et aucun n’est donné deux fois. Commencez une nouvelle séance pour d’autres repères.
said-undone = Annulé : { $what }
said-redone = Rétabli : { $what }
said-saved = Enregistré : { $file }
said-saved-after = Enregistré : { $file }, { $minutes } min { $seconds } s après le premier repère
autosave-failed = Le fichier de récupération n’a pas pu être écrit : { $why }
autosave-unconfirmed = Le fichier de récupération est écrit, mais le disque n’a pas confirmé qu’il survivra à une coupure de courant. Vérifier le disque.

# State of the open session
state-saved = Enregistré
state-unsaved = Non enregistré
read-only-newer = Lecture seule : écrite par une version plus récente
read-only-locked = Lecture seule : ouverte dans une autre fenêtre
read-only-folder = Lecture seule : dossier protégé en écriture
read-only-older = Lecture seule : révision antérieure
read-only-revision = Révision { $number }, lecture seule
read-only-newest = Aller à la dernière
read-only-void = Lecture seule
read-only-signed = Signée
read-only-patient-void = Lecture seule : le dossier du patient est nul
read-only-course-void = Lecture seule : la cure est nulle
read-only-forked = Lecture seule : deux révisions à fusionner
export-short = Exporter
patient-allergic = Allergies : { $allergies }
panel-library = Patients
panel-library-does = Montrer la liste des patients, ou la replier
panel-totals = Totaux
panel-totals-does = Montrer les totaux, ou les replier
header-born-aged = naissance : { $date } ({ $years } ans)
header-age-why = L’âge au jour de la séance
header-allergies-not-asked = Allergies : non demandées

# Start and empty states
reading = Lecture en cours…
welcome-text = Schémas d’injection sur un corps réaliste, en simples fichiers qui appartiennent à votre cabinet.
welcome-files = Une bibliothèque est un dossier. Rien ne quitte cet ordinateur.
welcome-files-page = Les bibliothèques restent dans ce seul navigateur, tant qu’aucun paquet n’en est exporté. Rien ne quitte cet appareil.
welcome-no-patient = Cette bibliothèque n’a pas encore de patient.
welcome-choose-patient = Choisissez un patient à gauche.
welcome-no-course = Ce patient n’a pas encore de cure.
welcome-choose-course = Choisissez une cure à gauche.
welcome-no-session = Cette cure n’a pas encore de séance.
welcome-choose-session = Ouvrez une séance à gauche, ou commencez la suivante.
sample-missing = La bibliothèque d’exemple est introuvable. C’est le dossier charts fourni avec le programme.

# Library
library-new-title = Nouvelle bibliothèque
library-new-text = Un dossier qui réunit patients, cures et séances, en fichiers texte lisibles.
library-rename-title = Renommer la bibliothèque
library-name = Nom
library-folder = Dossier
library-create = Créer
library-default-name = bibliothèque mesomap
library-seals = La chiffrer
library-seal-text = Noms et contenus de tous les fichiers sont chiffrés. On voit encore combien il y en a, leur taille et quand ils ont été écrits.
library-seal-least = Au moins { $least } caractères, mieux : plusieurs mots.
library-key-file-too = Écrire aussi un fichier de clé, qui l’ouvre sans la phrase secrète
library-key-file = Fichier de clé
library-key-file-name = cle mesomap.txt
library-key-file-text = Qui l’a peut tout lire : gardez-le là où la bibliothèque n’est pas, par exemple sur une clé USB dans un coffre.
library-key-file-inside = Une clé dans la bibliothèque ne protège rien : choisissez un autre endroit.
library-final = Une phrase secrète oubliée l’est pour toujours : sans elle ni fichier de clé, personne ne peut plus jamais ouvrir cette bibliothèque, pas même ceux qui ont fait mesomap.
library-knows = Je sais qu’une phrase secrète oubliée l’est pour toujours

# Bibliothèque chiffrée
unlock-title = Bibliothèque chiffrée
unlock-text = { $folder } s’ouvre avec sa phrase secrète ou un fichier de clé. Les deux ne restent qu’en mémoire, jusqu’à l’ouverture d’une autre bibliothèque ou la fin du programme.
unlock-passphrase = Phrase secrète de la bibliothèque
unlock-tries = Essai en cours…
unlock-key-file = Ouvrir avec un fichier de clé…
unlock-go = Ouvrir
path-key-file = Fichier de clé de la bibliothèque
patients = Patients
patients-search = Chercher par nom, numéro ou date de naissance
courses = Cures
courses-none = Aucune pour l’instant.
sessions = Séances
sessions-none = Aucune pour l’instant.
sessions-planned = { $planned ->
    [one] { $done } faites, { $planned } prévue
   *[other] { $done } faites, { $planned } prévues
 }
session-summary = { $points ->
    [one] { $points } point · { $ml } mL
   *[other] { $points } points · { $ml } mL
 }
entry-unreadable = { $name } : illisible
entry-forked = { $name } : deux révisions à fusionner
session-saved = { $title }, enregistrée le { $at }
session-saved-by = { $title }, enregistrée le { $at } par { $author }

# Patient
patient-new-title = Nouveau patient
patient-change-title = Patient
patient-name = Nom
patient-born = Date de naissance
patient-sex = Sexe
patient-reference = N° de dossier
patient-allergies = Allergies
patient-no-allergies = Aucune allergie connue
patient-add = Ajouter
sex-unrecorded = Non renseigné
sex-female = Féminin
sex-male = Masculin

# Course
course-new-title = Nouvelle cure
course-change-title = Cure
course-title = Titre
course-indication = Indication
course-body = Corps
course-body-fixed = Des séances sont déjà tracées sur ce corps.
course-planned = Séances prévues, en jours après la première (0, 14, 28)
course-planned-wrong = Nombres entiers croissants, par exemple 0, 14, 28
course-add = Ajouter
body-adult-female = Femme adulte
body-adult-male = Homme adulte

# Session
session-new-title = Nouvelle séance
session-change-title = Détails de la séance
session-title = Titre
session-clinician = Praticien
size-why = Distances et surfaces sont alors celles du patient, et non celles du corps dessiné. À laisser si rien n’a été mesuré.
size-head = Tête du patient, mesurée
size-body = Corps du patient, mesuré
size-head-mm = Tête, mm
size-body-mm = Corps, mm
size-unmeasured = –  pas de mesure
size-factor = Corps dessiné
size-times = × { $factor }
session-take-over = Reprendre les cocktails de la dernière séance (lots à vérifier)
session-start = Commencer
session-apply = Appliquer
session-numbered = Séance { $number }

# Next mark
tab-chart = Schéma
tab-marks = Repères
tab-compare = Comparer
tool-place = Placer
tool-select = Sélection
tool-measure = Mesurer
measured-way = { $mm } mm le long de la peau
measured-from-midline = { $mm } mm de la ligne médiane
measured-area = { $area } cm² de peau
next-mark = Prochain repère
technique-others = Autres techniques
depth = Profondeur
depth-usual = { $range } selon les sources
volume-per-point = Volume par point
volume-of-technique = Avec { $technique } ; chaque technique garde le sien
volume-unset = { $technique } : aucun volume défini
volume-unset-why = Les repères sont alors placés sans volume, et les totaux sont des minimums. Chaque technique garde son volume.
volume-none = Volume non renseigné
volume-chip = { $ml } mL par point
cocktails = Cocktails
cocktails-none = Aucun cocktail préparé. Les repères peuvent être placés sans cocktail.
cocktail-none = Sans cocktail
cocktail-edit = Modifier le cocktail { $letter }
cocktail-remove = Retirer de la liste

# Cocktail form
cocktail-title = Cocktail { $letter }
cocktail-name = Nom
cocktail-components = Composants
cocktail-prepared = Préparé
cocktail-mixed = total des composants : { $ml } mL
cocktail-add = Ajouter
cocktail-apply = Appliquer
cocktail-unnamed = Donnez un nom au cocktail.
component-substance = Substance
component-strength = Concentration
component-unit = Unité
component-volume = Volume
component-manufacturer = Fabricant
component-lot = Lot
component-expiry = Péremption
component-add = Ajouter un composant
component-remove = Retirer le composant
component-unnamed = Indiquez la substance de chaque composant.

# Selection
selected-one = Repère n° { $number } sélectionné
selected = { $count ->
    [one] { $count } repère sélectionné
   *[other] { $count } repères sélectionnés
 }
selected-several-regions = Dans plusieurs régions
selected-position = À { $x } ; { $y } ; { $z } mm (gauche, postérieur, supérieur)
selected-volume = { $ml } mL au total
selected-details = Codes et coordonnées
selected-cocktail-short = Cocktail
selected-depth-and-volume = Profondeur, volume de chacun
selected-depth-and-volume-of-one = Profondeur, volume
column-cocktail-short = Cocktail
selected-technique = Technique de la sélection
selected-cocktail = Cocktail de la sélection
selected-depth = Profondeur de la sélection
selected-volume-each = Volume de chaque repère sélectionné
selected-no-volume = Effacer le volume de la sélection
selected-apply-next = Comme le prochain
selected-mirror = Symétrie
selected-void = Déclarer la nullité…
selected-delete = Supprimer
differs-technique = Techniques différentes
differs-cocktail = Cocktails différents
locus-left = { $region }, à gauche
locus-right = { $region }, à droite
locus-both = { $region }, des deux côtés
locus-midline = { $region }, ligne médiane
codes-of = de : { $region }
codes-of-why = Les sources ne donnent pas de code à cette région ; voici ceux de la zone qui l’entoure.

# Table of marks
marks-none = Aucun repère. Un clic sur le corps place le premier.
column-number = Trier par numéro
column-region = Région
column-technique = Technique
column-depth = Trier par profondeur
column-cocktail = Trier par cocktail
column-volume = Trier par volume
column-sort = Cliquez pour trier, cliquez de nouveau pour inverser

# Totals
totals = Totaux
totals-units = points · mL
totals-techniques = Techniques
totals-regions = Régions
totals-go = Sélectionner et afficher ces repères
totals-measuring = Mesure de la surface en cours…
totals-extent = { $area } cm², { $density } repères par cm²
tally = { $points } · { $ml }
cocktail-left = { $prepared } mL préparés, reste { $left } mL
cocktail-over = { $prepared } mL préparés, moins que le volume injecté
findings = À signaler ({ $count })
findings-none = Rien à signaler.

# Comparison. Words that follow a number, or name the fate of one mark, read the same in singular and plural.
compare-with = Comparer
compare-stop = Arrêter
compare-stop-short = Arrêter
compare-none = Choisissez une séance de la cure pour voir ce qui a été repris, déplacé, ajouté et omis.
compare-title = Ce qui a changé
compare-earlier = Entre { $session }
compare-later = et { $session }
layers-choose = Séances affichées
layers-beneath = Sous les points
layers-beside = À côté
compare-overlay = Superposer
compare-beside = Côte à côte
compare-swipe = Balayer
compare-blink = Alterner
compare-edge = Bord entre les séances
command-show-course = Afficher la cure
tab-course = Cure
course-only-this = C’est pour l’instant la seule séance de sa cure.
course-reading = Lecture des séances du patient…
course-unread = { $count ->
    [one] Un dossier de ce patient est illisible et n’est pas affiché.
   *[other] { $count } dossiers de ce patient sont illisibles et ne sont pas affichés.
}
course-all = Toutes
course-play = Dérouler
course-stop = Arrêter
course-scrubber = Séance affichée seule
course-sheet = Exporter la feuille…
course-trends = Évolution…
course-show = Afficher { $session }
course-dim = Estomper
course-dim-one = Estomper { $session }
course-spot-none = Cliquez sur la peau pour voir ce que chaque séance y a.
course-spot = À { $place }
course-spot-leave = Quitter
course-spot-nothing = rien à moins de 15 mm
course-spot-mark = à { $mm } mm : { $mark }
heat-heading = Dose sur la peau
sites-heading = Sites, avant cette séance
sites-none = Rien n’a encore été fait sur ce corps.
sites-plan = Selon le plan de la cure, à { $days } jours près.
heat-quantity = Ce qui est coloré
heat-none = rien
heat-of-each = Chaque séance
heat-of-together = Ensemble
heat-of-record = Tout le dossier
heat-width = Largeur du noyau
heat-fixed = Échelle fixe
heat-top = Fin de l’échelle, par cm²
heat-show-marks = Repères au-dessus des couleurs
heat-reckoning = Calcul de la dose…
compare-tolerance = Tolérance
compare-impossible = Ces séances sont tracées sur des corps différents : leurs points ne peuvent pas être rapprochés.
compare-fields = Champs : { $summary }
compare-totals = { $after ->
    [one] { $before } → { $after } point · { $mlbefore } → { $mlafter } mL ({ $difference })
   *[other] { $before } → { $after } points · { $mlbefore } → { $mlafter } mL ({ $difference })
 }
compare-repeated = repris
compare-moved = déplacés
compare-added = en plus
compare-dropped = omis
compare-changed = modif.
compare-as-field = comparé par champ
compare-moved-from = Seuil de déplacement
compare-without-shift = Sans décalage d’ensemble
compare-moved-by = déplacé de { $mm } mm
compare-moved-up-to = avec décalage (≤ { $mm } mm)
compare-other-technique = autre technique
compare-other-depth = autre profondeur
compare-other-cocktail = autre cocktail
compare-other-volume = autre volume
compare-other-mixture = autre mélange

# Canvas
picker-title = Choisir une vue
picker-figures = Un clic sur le corps mène à la vue qui montre le mieux cet endroit.
picker-figure = { $view } : choisir une région
strip-all = Toutes les vues…
canvas-name = Corps, { $view }
mark-line = { $id }  ·  { $place }  ·  { $technique }, { $depth }  ·  { $cocktail }, { $volume }

# Export
export-title = Exporter
export-page-title = Titre sur la page
export-views = Vues
export-page = Page
export-portrait = Portrait
export-landscape = Paysage
export-png = Image d’une page (PNG)
export-jpeg = Image d’une page (JPEG)
export-svg = Dessin d’une page (SVG)
export-pdf-card = Document à imprimer (PDF)
export-pdf = Document avec lots, signatures et chaque repère (PDF)
export-dpi = Résolution
export-shows = Afficher
export-regions = Régions
export-guides = Guides, comme à l’écran
export-session-alone = Cette séance seule
export-comparison = Ce qui a changé, en une image
export-beside = Les deux séances côte à côte
export-patient = Nom, date de naissance et numéro du patient
export-patient-why = Sinon, aucun nom n’y figure.
export-attach = Le fichier de la séance joint (PDF/A-3a, sinon PDF/A-2a)
export-small = Fichier plus léger, corps plus flou
export-copy = Copier l’image
export-print = Imprimer…
export-print-named = Imprimer… ouvre un document dans la visionneuse du système. Le patient y est nommé.
export-print-unnamed = Imprimer… ouvre un document dans la visionneuse du système. Le patient n’y est pas nommé.
copy-picture-busy = Préparation de l’image…
copy-picture-done = Image copiée, sans le nom du patient
copy-picture-done-named = Image copiée, avec le nom du patient
copy-picture-failed = L’image n’a pas pu être copiée : { $why }
copy-picture-too-large = la page est trop grande pour une image
print-busy = Préparation du document…
print-busy-already = Un document est en préparation. Imprimez à nouveau quand il sera affiché.
print-done = Ouvert dans la visionneuse du système : imprimez-le de là
print-failed = Le document n’a pas pu être affiché : { $why }
print-no-viewer = aucun programme de ce système n’ouvre les documents PDF ; exportez plutôt le document et imprimez-le ailleurs
export-list = Liste des repères à côté (CSV)
export-list-no-name = aucun nom n’est libre pour la liste des repères
export-kind-session = Cette séance
export-kind-card = Carte pour le patient
export-kind-course = Toute la cure
export-kind-sheet = Cure d’un coup d’œil
export-sheet-why = Chaque séance dans une même vue, la dose sur la peau, l’évolution et un tableau des lots et des doses, tels qu’enregistrés.
export-card-why = Ce qui a été administré, avec lots et péremptions, où et quand : à garder par le patient.
export-course-why = Chaque séance de la cure telle qu’elle est enregistrée, avec les vues qui montrent ses repères, après une page qui les liste. Les séances annulées sont omises.
export-course-empty = aucune séance de la cure ne compte
export-preview = Aperçu
export-preview-back = Retour au formulaire
export-preview-previous = Page précédente
export-preview-next = Page suivante
export-preview-busy = Les pages sont en préparation…
export-preview-page = Page { $page } telle qu’elle sera
export-no-view = Choisissez au moins une vue.
export-unseen = { $count ->
    [one] { $count } repère n’apparaît dans aucune de ces vues.
   *[other] { $count } repères n’apparaissent dans aucune de ces vues.
 }
export-go = Exporter…
key-no-technique = Aucune technique n’a la touche { $key }.
key-no-cocktail = Cette séance n’a pas de cocktail { $letter }.
marks-outside = { $count ->
    [one] { $count } repère ailleurs
   *[other] { $count } repères ailleurs
}
marks-outside-go = Montrer où se trouvent la plupart
compare-choose = Comparer avec
unsaved-work = Travail non enregistré trouvé
unsaved-work-of = { $file }, { $since }
said-superseded = Quelqu’un d’autre a enregistré une autre révision de cette séance. Ce que vous enregistrez se tiendra à côté, à fusionner.
said-void-elsewhere = Nullité déclarée ailleurs : { $why }. Ce que vous avez noté est gardé à côté, mais ne peut être enregistré tant que cela ne compte pas à nouveau.
said-gone = Le dossier de cette séance n’est plus là où il était : il a été déplacé ou renommé, ou le disque a disparu. Ce qui est à l’écran est toujours là ; remettre le dossier en place, ou enregistrer une copie.
state-old = Modifié ailleurs
state-void = Ne peut être enregistré : { $why }
state-gone = Dossier introuvable
export-busy = Exportation…
export-one-at-a-time = Une image est en cours de création. Attendez qu’elle soit terminée, ou arrêtez-la, puis exportez de nouveau.
export-progress = Exportation : { $percent } %
export-stop = Arrêter l’exportation
export-done = { $file } exporté
export-failed = { $file } n’a pas pu être exporté : { $why }
paper-a4 = A4
paper-a5 = A5
paper-letter = Lettre US
paper-own = Format libre
paper-width = Largeur de la page
paper-height = Hauteur de la page

# Paths
path-open-library = Ouvrir une bibliothèque
path-save-copy = Enregistrer une copie de la séance
path-export = Exporter
path-why = Cet ordinateur ne propose pas de sélecteur de fichiers ; voici celui de mesomap.
path-folder = Dossier
path-up = ↑ Dossier parent
path-name = Nom du fichier
path-exists = Ce fichier existe déjà.
marks-title = Exporter les repères
marks-who = Chaque repère de cette séance, en liste. Aucun patient n’y est nommé, mais ce qui est noté à un repère y est.
marks-csv = Tableau (CSV)
marks-csv-why = Pour les tableurs. Se relit sans perte.
marks-json = Données (JSON)
marks-json-why = Pour les programmes. Se relit sans perte.
marks-slicer = Markups de 3D Slicer (.mrk.json)
marks-slicer-why = Points, lignes et zones en millimètres LPS. Technique et cocktail n’y sont dits qu’en mots.
marks-fiducials = Points de 3D Slicer (.fcsv)
marks-fiducials-why = Points seuls, pour les versions anciennes.
import-title = Importer des repères
import-file = Fichier : { $file }
import-into = Dans : { $target }
import-all-the-same = Les importer quand même
import-differing = Ici → dans le fichier
import-mine = Les garder comme ici
import-theirs = Les rendre comme dans le fichier
import-new = Ajouter ceux du fichier comme nouveaux repères
import-more = … et { $count } autres
import-nothing = Rien ne changerait.
import-go = Importer
import-ending = { $file } n’est pas une liste de repères : son nom ne se termine ni par .csv, ni par .json, .mrk.json ou .fcsv
path-export-marks = Exporter les repères
path-import-marks = Importer des repères
path-choose = Choisir
path-overwrite = Remplacer

# Questions
unsaved-title = Enregistrer les modifications ?
unsaved-text = { $session } comporte des modifications qui ne sont pas dans son fichier.
unsaved-discard = Ne pas enregistrer
half-filled-title = Perdre votre saisie ?
half-filled-text = Le formulaire ouvert contient une saisie qui n’a pas encore été prise en compte.
half-filled-back = Revenir au formulaire
half-filled-discard = La perdre
recovered-title = Travail non enregistré retrouvé
recovered-text = Cette séance était en cours de saisie le { $since } et n’a jamais été enregistrée. Le travail est toujours là.
recovered-take = Restaurer
recovered-drop = Abandonner
forked-title = Quelqu’un d’autre a aussi enregistré cette séance
forked-text = Votre état et le sien sont issus du même. Les deux sont gardés, et aucun n’est la séance tant que personne n’a dit ce qu’ils deviennent : rouvrir la séance et les fusionner.
recovered-old-text = Cette séance était en cours de saisie le { $since }, à partir de la révision { $from }, et ce travail n’a jamais été enregistré. La révision { $newest } a été enregistrée depuis. Ne le restaurer que pour le regarder ou l’enregistrer comme révision suivante ; ce qui a été enregistré reste.
said-altered = Le fichier de cette séance n’est pas tel qu’il a été enregistré : il a été modifié hors de mesomap. Regarder ses révisions (F6) avant de continuer.
said-merged = Fusion enregistrée comme révision { $number }
said-counts-again = La séance compte de nouveau
said-doubts = Cette bibliothèque n’est pas comme elle devrait. « mesomap verify » en dit plus.
    { $doubts }
said-unlogged = C’est enregistré, mais le registre de la bibliothèque ne peut en prendre note : sa dernière entrée est illisible, ou rien ne peut y être écrit. « mesomap verify » en dit plus.
said-signed = Signée : révision { $number }
sign-title = Signer « { $name } »
sign-locks = La séance est alors verrouillée. Tout changement demande un motif, et les deux états restent dans le dossier.
sign-first = Personne ne signe encore dans cette bibliothèque. Une clé est créée pour vous maintenant.
sign-somebody-else = Tous ceux qui signent dans cette bibliothèque ont déjà signé ceci. Une clé est créée maintenant pour quelqu’un de nouveau.
author = Qui le déclare, enregistré avec la date
sign-who = Qui signe
sign-new = Quelqu’un de nouveau…
sign-name = Votre nom, tel qu’il sera imprimé
sign-role = Fonction, par exemple médecin (facultatif)
sign-meaning = Ce que signifie la signature
sign-meaning-treated = J’ai réalisé ce traitement
sign-meaning-read = J’ai lu ce dossier et l’approuve
sign-passphrase = Phrase secrète
sign-again = Phrase secrète, encore une fois
sign-forgotten = Au moins { $least } caractères. Personne ne peut retrouver une phrase oubliée : vous signeriez alors avec une nouvelle clé ; ce que vous avez signé le reste.
sign-differ = Les deux diffèrent.
sign-refused = Ce n’est pas la phrase secrète de ce signataire.
relock-title = Changer la phrase secrète de signature
relock-text = Votre clé et tout ce que vous avez signé restent tels quels. L’ancienne révision de la clé reste dans la bibliothèque sous l’ancienne phrase.
relock-before = Phrase secrète actuelle
relock-after = Nouvelle phrase secrète
relock-again = Nouvelle phrase secrète, encore une fois
relock-go = La changer
said-relocked = Désormais, la nouvelle phrase signe.
said-nobody-signs = Personne ne signe encore dans cette bibliothèque.
sign-keep = Redemander la phrase secrète
sign-keep-not = chaque fois
sign-keep-minutes = après { $minutes } minutes
sign-unlocked = Votre phrase secrète est encore connue.
sign-go = Signer
sign-no-key = Aucune clé ne peut être créée : le nom est trop long pour être imprimé, ou le système ne fournit pas de nombres aléatoires. Rien n’a été signé.
amend-title = Modifier « { $name } »
amend-text = Elle est signée. Ce qui a été signé reste tel quel dans le dossier, et chaque changement est enregistré à côté avec votre motif.
amend-why = Motif du changement
amend-go = Modifier
amend-link = Modifier…
header-signed = Signée par { $name }, { $date }
header-signed-foreign = Signée par { $name }, { $date }, avec une clé que personne n’a dans cette bibliothèque
header-signed-broken = La signature de { $name }, { $date }, n’est pas valable : le fichier n’est pas ce qui a été signé
header-amended = modifiée depuis
header-signed-older = Signée par { $name }, { $date }, avant la dernière modification
amend-done = Terminer la modification
amend-done-does = Verrouille de nouveau la séance ; ce qui est enregistré reste tel quel.
said-signed-locked = La séance est signée. Pour la modifier, choisir « Modifier… » sous le nom du patient.
header-amending = modification en cours : { $why }
unsigned-title = { $count ->
    [0] Aucune séance non signée
    [one] Une séance de plus d’un jour n’est pas signée
   *[other] { $count } séances de plus d’un jour ne sont pas signées
 }
unsigned-none = Toute séance de plus d’un jour est signée, ou nulle.
unsigned-hint = Chercher par date, patient ou titre
unsigned-amended = modifiée depuis la signature
unsigned-open = Ouvrir
session-signed = signée
session-amended = modifiée, pas resignée
revision-because = Motif : { $why }
said-void-meanwhile = Quelqu’un d’autre a modifié la fiche entre-temps. Rien n’a été écrit ; la relire, puis décider de nouveau.
revisions-title = Révisions de cette séance
revisions-text = Chaque enregistrement est gardé. Le dernier compte ; un état antérieur peut être regardé, comparé ou restauré comme nouvelle révision.
revisions-signed = La séance est signée. Une révision antérieure est rétablie par qui la modifie : choisir d’abord « Modifier… ».
revisions-forked = Plusieurs révisions sont issues de la même, et aucune ne compte tant qu’elles ne sont pas fusionnées.
revisions-merge = Fusionner…
revision-numbered = Révision { $number }
revision-first = La première révision
revision-altered = Ce fichier n’est pas tel qu’il a été enregistré : il a été modifié hors de mesomap.
revision-unsaid = avant que les révisions soient gardées
revision-said = { $at } · { $author } · { $why }
revision-said-by-nobody = { $at } · { $why }
revision-open = affichée
revision-restore = Restaurer
revision-compare = Comparer
revision-look = Regarder
merge-title = Fusionner deux révisions
merge-text = Ce qu’une seule des deux a changé est déjà choisi, et les nouveaux repères sont gardés ; regarder, décider du reste, puis enregistrer. Les deux révisions restent.
merge-state = révision { $number }, { $at }, { $author }, { $why }
merge-open =
    { $count ->
        [one] { $count } choix reste à faire
       *[other] { $count } choix restent à faire
    }
merge-go = Fusionner et enregistrer
merge-nowhere = Séance
merge-all = Tout de { $state }
merge-mark = Repère { $number } :
merge-cocktail = Cocktail { $letter } :
merge-details = Titre, date, praticien, notes :
merge-none = aucun
merge-outcome = Résultat { $number } :
merge-keep-outcome = Garder (de { $state }) : { $words }
merge-keep = Garder (de { $state })
merge-leave-out = Laisser de côté
merge-removed = supprimé
merge-as = { $state } : { $depth } mm de profondeur, { $ml } ml
merge-void = { $state } : déclaré nul : { $why }
merge-as-at = { $state } : { $depth } mm de profondeur, { $ml } ml, en { $place } mm
meanwhile-title = Quelqu’un d’autre a modifié ce dossier
meanwhile-text = Rien n’est encore enregistré. Le formulaire part maintenant de ce qui a été enregistré ailleurs ; le regarder, puis enregistrer de nouveau.
    {""}
    { $changes }
meanwhile-taken = { $field } : repris de l’autre, « { $theirs } »
meanwhile-contested = { $field } : le vôtre reste ; l’autre dit « { $theirs } »
saved-revision = { $record }, révision { $number }
said-unconfirmed = C’est enregistré, mais le disque n’a pas confirmé que l’enregistrement survivra à une coupure de courant. Vérifier le disque.
finishing-title = Presque terminé
finishing-text = Une écriture est encore en cours. La fenêtre se fermera d’elle-même ensuite.
finishing-stay = Garder la fenêtre ouverte
finishing-at-once = Fermer sans attendre
said-not-open = La séance concernée n’est plus ouverte. Rien n’a été modifié.
job-broke = Une erreur s’est produite dans le programme lui-même ({ $job }) ; ce qu’il faisait n’est pas terminé. Les fichiers sont inchangés. Merci de le signaler.
path-one-at-a-time = Une fenêtre de choix de fichier est déjà ouverte. Répondez-y d’abord.
failed-title = L’opération a échoué

# Help
palette-hint = Que voulez-vous faire ?
palette-nothing = Aucune commande ne porte ce nom.
key-shift = Maj
key-left = Gauche
key-right = Droite
key-up = Haut
key-down = Bas
key-page-up = Page préc.
key-page-down = Page suiv.
key-home = Début
key-end = Fin
key-insert = Inser
key-delete = Suppr.
key-backspace = Retour arrière
key-escape = Échap
key-enter = Entrée
key-space = Espace
key-tab = Tab
shortcuts-title = Clavier et gestes
shortcuts-mouse = Sur le corps
shortcuts-keys = Clavier
gesture-click = Clic ou toucher
gesture-click-does = Placer un repère ; sur un repère, le sélectionner, et par un double clic tout ce qui a été posé avec lui
gesture-alt-click = Alt + clic
gesture-alt-click-does = Placer un repère par-dessus un autre
gesture-alt = Alt enfoncée
gesture-alt-does = Placer ou déplacer un repère sans aimant
gesture-drag-mark = Glisser un repère
gesture-drag-mark-does = Le déplacer sur la peau, avec le reste de la sélection
gesture-shift-click = Maj + clic
gesture-shift-click-does = Ajouter un repère à la sélection, ou l’en retirer
gesture-shift-drag = Maj + glisser
gesture-shift-drag-does = Sélectionner au lasso
gesture-drag = Glisser à côté, ou bouton central
gesture-drag-does = Déplacer la vue
gesture-ctrl-drag = Ctrl + glisser
gesture-ctrl-drag-does = Tourner le corps librement ; il s’aligne près d’une vue
gesture-three-fingers = Glisser avec trois doigts
gesture-wheel = Molette ou pincement
gesture-wheel-does = Zoomer sous le pointeur
gesture-fill = Outil Remplir
gesture-handles = Anneau et point d’un champ
gesture-handles-does = Glisser l’anneau : où se trouve un point, une rangée ou le milieu des cercles. Glisser le point : la direction des rangées. Un double clic libère l’un ou l’autre ; Tab les atteint, les flèches les déplacent
gesture-row = Outil Rangée
gesture-measure = Outil Mesurer
gesture-measure-does = Glisser : distance le long de la peau. Clic : distance à la ligne médiane. Maj + glisser : aire d’un contour
gesture-digits = 1 à 9
gesture-digits-does = Choisir la technique
gesture-letters = A à F
gesture-letters-does = Choisir le cocktail
help-more = Bon à savoir
help-size = La taille du patient
help-size-does = Une longueur de la tête et une du corps, saisies dans les détails de la séance : règle, surfaces, emplacements et échelles sont alors ceux du patient ; l’échelle l’indique
help-place = Où se trouve un repère
help-place-does = En toutes lettres depuis un point anatomique palpable, le long de la peau : sous le repère sélectionné, dans la liste des repères, sous le pointeur et dans la liste jointe à un export
help-depth = Épiderme, derme ou graisse
help-depth-does = La barre sous la profondeur montre les couches de la région sous le pointeur, selon des moyennes publiées ; « Aiguille… » la calcule d’après la longueur insérée et l’angle
help-guides = Lignes et zones
help-guides-does = Ligne médiane, tiers, cinquièmes, quadrillage de 1 cm, niveaux du rachis et zones de danger sont dans le menu Affichage ; pointer une zone donne sa source. À titre indicatif
help-areas = Surfaces et densité
help-areas-does = Pointer le total d’une région donne sa surface en cm² et ses repères par cm²
about-title = mesomap { $version }
about-text = Schémas d’injection pour le visage et le corps. Les données sont de simples fichiers dans un dossier qui appartient au cabinet.
about-text-page = Schémas d’injection pour le visage et le corps. Les données sont de simples fichiers dans ce navigateur, et dans chaque paquet exporté.
about-sources = Le corps est issu du maillage de base de MakeHuman (CC0). La police est Inter (OFL). mesomap consigne ; il ne conseille pas.

# Couches de la peau, et profondeur d’après l’aiguille
skin-words = { $depth } : { $layers } ; { $basis }
skin-or = { $first } ou { $second }
skin-general = couches générales
skin-measured = épaisseur mesurée (épiderme et derme) : { $figure }
skin-band-to = { $layer } (jusqu’à { $to })
skin-band-from = { $layer } (à partir de { $from })
skin-band-between = { $layer } (de { $from } à { $to })
skin-band-sharp = { $layer } ({ $from }–{ $to })
skin-epidermis = L’épiderme mesure { $figure }
skin-source = Limites : { $source }
needle-button = Aiguille…
needle-next = Profondeur du prochain repère d’après l’aiguille
needle-selected = Profondeur de la sélection d’après l’aiguille
needle-title = Profondeur d’après l’aiguille
needle-length = Longueur de l’aiguille
needle-inserted = Longueur introduite
needle-angle = Angle entre l’aiguille et la peau
needle-depth = Profondeur : { $depth }
needle-rule = Longueur introduite × sinus de l’angle ({ $source }). Seule la profondeur est enregistrée.
needle-review = Selon une revue, la plupart des injections intradermiques publiées n’étaient pas à la profondeur annoncée et plus de 70 % se trouvaient dans la graisse ({ $source }).
needle-use = Utiliser cette profondeur

# Fields
tool-fill = Remplir
command-fill-tool = Outil : remplir la peau de points
fill-heading = Champ
fill-anew = Reposer le champ
fill-how = Cliquez sur une région du corps ; Maj en ajoute une autre ; un second clic la retire. Ou entourez de la peau.
fill-how-row = Cliquez le début et la fin de la rangée ; d’autres clics la courbent.
fill-outline = Ce qui a été entouré
fill-painted = Ce que le pinceau a parcouru
fill-row = Une rangée sur { $count ->
    [one] un point
   *[other] { $count } points
 }
fill-outcome-row = { $count ->
    [one] 1 point
   *[other] { $count } points
 }
tool-row = Rangée
command-fill-region = Remplir une région par son nom…
command-row-tool = Outil : mener une rangée de points
fill-more-regions = { $count } autres
fill-hexagonal = Hexagonal
fill-square = Carré
fill-rows = Rangées
fill-herringbone = Chevrons
fill-concentric = Cercles
fill-even-random = Aléatoire
fill-pattern = Motif
fill-margin = Marge
fill-direction = Direction
fill-direction-why = Des rangées, en degrés : 0 va vers la droite quand vous regardez la peau, 90 vers le haut. Vide : en travers du corps.
fill-anchor-free = Libérer l’ancre
fill-anchor = Ancre du champ
fill-direction-handle = Direction des rangées
fill-handle-does = Faites glisser, ou déplacez avec les flèches ; un double clic libère
fill-spacing = Espacement
fill-spacing-chip = { $mm } mm d’un point à l’autre
both-sides = 2 côtés
command-both-sides = Mode miroir : ce qui est fait d’un côté l’est aussi de l’autre
fill-points = Points
fill-total = Total
fill-outcome = { $count ->
    [one] 1 point
   *[other] { $count } points
} · { $area } cm² · { $density } par cm²
fill-keep-total = Garder { $ml } mL en tout
fill-under-way = Le champ se prépare…
fill-too-many = Cela ferait plus de 20000 points. Choisissez un espacement plus large ou moins de peau.
fill-no-spacing = L’espacement est de 1 à 100 mm.
fill-not-treatable = Ce n’est pas de la peau que l’on traite.
fill-not-yet = Le champ se prépare encore. Réessayez dans un instant.
fill-accept = Poser
fill-drop = Abandonner
field-of = Champ de { $count } points, espacés de { $mm } mm
field-select = Tout sélectionner
field-anew = Reposer…
field-dissolve = Dissoudre

# From the session before
command-take-over = Reprendre les repères de la séance précédente
take-over-all = Tous ses repères
said-taken-over = { $count } repères repris de { $session }
take-over-nothing = Ces repères de { $session } sont déjà ici.
said-copied = { $count } repères copiés de { $session }
said-pasted = { $count } repères remis
paste-other-patient = Ces repères sont d’un autre patient, ou de personne que l’on connaisse. Ils n’ont pas été mis dans cette fiche.
paste-nothing = Le presse-papiers ne contient pas de repères.

# Lines and areas
tool-snap = Aimant
command-snap = Aimanter à la ligne médiane, aux points de repère, aux croisements des guides et à la hauteur d’autres repères
snap-midline = ligne médiane
snap-crossing = croisement de guides
snap-level = à la hauteur de { $number }
tool-brush = Pinceau
tool-line = Ligne
tool-area = Surface
command-brush-tool = Outil : peindre des points sur la peau (pinceau)
command-wider-brush = Élargir le pinceau
command-narrower-brush = Affiner le pinceau
command-line-tool = Outil : tracer des lignes (fils, éventails, croisées)
command-area-tool = Outil : tracer des surfaces (film, micro-aiguilles, électroporation)
line-heading = Lignes
line-single = Une
line-fan = Éventail
line-crossed = Croisées
line-how = Faites glisser de l’entrée de l’aiguille jusqu’à sa fin.
line-how-fan = Faites glisser de l’entrée le long du rayon du milieu.
line-how-crossed = Faites glisser le long du milieu du carré.
line-rays = Rayons
line-degrees = Ouverture
line-spacing = Espacement des lignes
area-heading = Surface
area-how = Faites glisser autour. Le volume ci-dessous est celui de toute la surface.
device-passes = Passages
device-needles = Aiguilles
device-needle = Longueur d’aiguille
device-settings = Autres réglages de l’appareil
gesture-brush = Outil pinceau
gesture-line = Outil Ligne
gesture-area = Outil Surface
volume-per-line = Volume par ligne
volume-of-area = Volume de la surface

# Formulary
command-recipe-cocktail = Ajouter un cocktail selon une recette…
recipes-title = Cocktail selon une recette
recipes-hint = Partie du nom d’une recette
recipes-none = Il n’y a pas encore de recette : remplissez un cocktail une fois et cochez « Garder comme recette du formulaire ».
recipes-nothing = Aucune recette ne porte ce nom.
recipes-take = Ajouter le cocktail
recipes-gone = { $product } n’est plus dans le formulaire
recipes-no-lot = aucun lot en cours de validité, sera demandé
cocktail-keep = Garder comme recette du formulaire, avec produits et lots
cocktail-discarded = Jeté
cocktail-discarded-why = Raison
cocktail-discarded-how-much = Indiquez la quantité jetée.
component-known = Produits connus…
said-learned = { $name } est une recette du formulaire

# Remarks
command-remark = Remarque sur les repères sélectionnés…
edit-remark = une remarque
selected-remark = Remarque
remark-title = Remarque sur le repère { $number }
remark-title-several = Remarque sur { $count } repères
remark-title-field = Remarque sur un champ de { $count } repères
remark-note = Note
remark-symptom = Symptôme, de 0 (aucun) à 10
remark-reaction = Réaction
remark-of-each = Chacun des repères la reçoit.
remark-save = Enregistrer la remarque

# Earlier sessions
command-take-over-from = Reprendre des repères d’une séance de la cure…
earlier-title = Reprendre des repères d’une séance
earlier-hint = Partie du titre ou de la date d’une séance
earlier-nothing = Il n’y a pas de telle séance dans cette cure.
earlier-count = { $count ->
    [one] 1 repère
   *[other] { $count } repères
}
earlier-take = { $count ->
    [one] Reprendre 1 repère
   *[other] Reprendre { $count } repères
}
earlier-all = Toutes les régions
earlier-none = Aucune région
earlier-around = Seulement ce que j’entoure…
taking-from = Reprise depuis { $session }
taking-how = Ses repères sont affichés en pâle sur le corps : entourez d’un tracé ceux à reprendre, dans n’importe quelle vue, autant de fois qu’il le faut. Échap termine.
taking-end = Terminé
taking-none = Aucun repère de { $session } ne se trouve dans le tracé.
gesture-taking = Reprise de ce qui est entouré (Ctrl+Maj+T, Maj+Entrée)

# Protocols
command-lay-protocol = Poser un protocole…
command-save-protocol = Enregistrer les repères sélectionnés comme protocole…
protocols-title = Poser un protocole
protocols-hint = Partie d’un nom : migraine, visage, paravertébral
protocols-nothing = Aucun protocole ne porte ce nom.
protocols-lay = Poser
protocols-revision = Révision { $revision }
protocols-cocktail = Cocktail { $letter } :
protocol-title = { $count ->
    [one] Enregistrer un repère comme protocole
   *[other] Enregistrer { $count } repères comme protocole
}
protocol-text = Il peut ensuite être posé sur tout patient, sur l’un ou l’autre corps. Les champs sont reposés à leur espacement, les points isolés gardent leur place anatomique. Sous un nom déjà pris, il en devient la révision suivante.
protocol-save = Enregistrer le protocole
protocol-name = Nom
protocol-source = Source, en toutes lettres
said-laid = { $name } : { $count ->
    [one] 1 repère
   *[other] { $count } repères
}
said-laid-undosed = { $name } : { $count ->
    [one] 1 repère
   *[other] { $count } repères
}, dont { $undosed } sans volume : le cocktail ne dit pas combien il contient de la substance
said-protocol = { $name } est enregistré, révision { $revision }
said-protocol-left = { $name } est enregistré, révision { $revision }, sans { $left ->
    [one] 1 ligne ou surface
   *[other] { $left } lignes et surfaces
} : un protocole contient des points
protocol-no-landmark = « { $name } » ne peut pas être posé : il nomme le repère « { $text } », que ce corps n’a pas. Corrigez son fichier.
protocol-no-depth = « { $name } » ne peut pas être posé : il ne donne pas de profondeur pour « { $technique } », et aucune n’est usuelle. Écrivez depth_mm dans son fichier.
protocol-too-many = « { $name } » ne peut pas être posé : un champ a au plus { $most } points. Augmentez son espacement.

# Doses
dose-per-point = { $unit } de { $substance } par point

regions-title = Remplir une région
regions-hint = Partie du nom d’une région : joue, front, cuisse gauche
regions-nothing = Aucune région ne s’appelle ainsi.
regions-fill = Ajouter au champ

# Pinceau
brush-heading = Pinceau
brush-how = Passez sur la peau : des points apparaissent à l’écart choisi, jamais à moins de cet écart de ceux qui y sont. Maj + glisser en enlève ; Maj et la molette, ou [ et ], changent le rayon.
brush-radius = Rayon
brush-erases = Enlève des points
brush-painted = { $count ->
    [one] 1 point
   *[other] { $count } points
}

# Gauche et droite
command-left-right = Gauche et droite…
sides-title = Gauche et droite
sides-all = Tout
sides-left = Gauche
sides-right = Droite
sides-sum = { $count ->
    [one] 1 point
   *[other] { $count } points
} · { $ml } mL
sides-midline = Sur la ligne médiane : { $sum }
sides-offsets = { $pairs ->
    [one] 1 repère a son vis-à-vis
   *[other] { $pairs } repères ont leur vis-à-vis
} à moins de { $tolerance } mm de l’image en miroir. Décalage le long de la peau : médiane { $median } mm, maximum { $largest } mm.
sides-drift = En moyenne, le côté droit se trouve à { $way } de l’image en miroir du gauche.
sides-farthest = Le plus grand écart : le repère { $right }, à droite, se trouve à { $way } de l’image en miroir du repère { $left }.
sides-no-pairs = Aucun repère n’a de vis-à-vis à moins de { $tolerance } mm de son image en miroir.
sides-how = La tolérance est celle de la comparaison. Ce qui diffère entre les côtés est en gras.
sides-select-single = Sélectionner { $count } sans vis-à-vis
sides-select-unlike = Sélectionner { $count } traités autrement
sides-too-dense = Les repères sont trop serrés pour trouver leurs vis-à-vis. Choisissez une tolérance plus petite sur l’onglet Comparer.

read-only-newest-broken = Lecture seule, et pas la plus récente : ceci est { $shown } ; { $newest } est plus récente et illisible
header-patient-forked = La fiche du patient a plusieurs révisions à fusionner : les allergies ne sont pas affichées
header-patient-unread = La fiche du patient est illisible : les allergies ne sont pas affichées
entry-forked-short = Révisions à fusionner
entry-unreadable-short = Illisible
revisions-show = Afficher ses révisions…
revisions-short = Révisions…
revisions-title-of = Révisions : { $name }
revisions-broken = La révision la plus récente ({ $states }) est illisible. Rien ne la remplace de soi-même : regarder la plus récente qui soit lisible, et la restaurer si elle est juste. Le fichier abîmé reste tel quel.
revision-broken = illisible
revision-from-broken = Issue d’une révision illisible
revision-says = Tout ce qu’elle dit
merge-state-by-nobody = révision { $number }, { $at }, { $why }
said-still-forked = C’est enregistré. Il reste d’autres révisions que personne n’a encore fusionnées.
unsettled-forked-title = Plusieurs révisions à fusionner
unsettled-broken-title = La révision la plus récente est illisible
changes-part = { $part } : { $before } → { $after }
part-nothing = –
part-recipe = Recette { $name }
part-offered = { $name }, proposée ou non
part-protocol = Protocole
part-protocol-is = { $name }, révision { $revision }, { $steps ->
        [one] { $steps } étape
       *[other] { $steps } étapes
    }, { $source }
course-planned-short = Séances prévues, en jours
rejoin-title = Fusionner : { $name }
rejoin-text = Plusieurs personnes ou machines ont enregistré ce dossier à partir du même état. Ce qu’une seule a changé est déjà choisi ; regarder, décider du reste, puis enregistrer. Toutes les révisions restent.
rejoin-broken = Celle-ci est illisible et ne fait pas partie de la fusion ; elle reste telle quelle : { $why }
rejoin-only = seule { $state } l’a changé
rejoin-several = à décider : toutes ne disent pas la même chose
rejoin-decided = décidé
rejoin-before = Avant : { $before }
rejoin-says = { $state } : { $words }
rejoin-all = Toutes
rejoin-left-out = Laissé de côté : { $allergies }
rejoin-beyond = Elles diffèrent en quelque chose qui n’est pas montré ici.
rejoin-same = Identique partout :
rejoin-ready = Tout est décidé
part-line = { $part } : { $words }

# What is declared void
void-title-marks = { $count ->
    [one] Déclarer nul un repère
   *[other] Déclarer nuls { $count } repères
 }
void-title-session = Séance « { $name } »
void-title-course = Cure « { $name } »
void-title-patient = Patient { $name }
void-text-marks = Les repères déclarés nuls restent au dossier avec leur motif. Ils sont masqués et ne comptent dans aucun total. Pour des repères jamais injectés ainsi.
void-text-session = Une séance déclarée nulle reste au dossier avec son motif. Elle est masquée, en lecture seule, et ne compte nulle part. Elle est enregistrée aussitôt.
void-text-record = Une fiche déclarée nulle reste en place avec son motif. Elle est masquée et rien n’y est ajouté. L’auteur et la date sont conservés.
void-reason = Motif
void-go = Déclarer la nullité
void-why = Nullité : { $why }
void-short = nullité
void-again-text = L’élément peut compter de nouveau ; sa nullité reste dans ses révisions.
void-count-again = Compter de nouveau
void-hidden =
    { $count ->
        [one] { $count } élément nul, masqué
       *[other] { $count } éléments nuls, masqués
    }
void-mark = { $number }, { $place }
void-hide = Masquer ce qui est nul
void-count-all-again = Compter de nouveau les { $count }
void-mark-again = Compter de nouveau le repère { $number }
field-void = Nullité

# La séance vers une archive d’images
command-send = Envoyer au PACS…
command-unsent = Non encore envoyé…
send-title = Envoyer au PACS
send-archive = À
send-host = Hôte
send-port = Port
send-called = Son titre AE
send-calling = Notre titre AE
send-test = Tester la connexion
send-asking = question posée…
send-named = Nommer le patient aussi dans les images
send-saved = Envoyé tel qu’enregistré : chaque vue en image, et le compte rendu, qui nomme le patient.
send-unsaved = Ce qui n’est pas encore enregistré n’est pas envoyé : la séance part telle qu’elle a été enregistrée en dernier.
send-go = Envoyer
send-stop = Arrêter
send-sending = { $count ->
        [one] envoi… { $count } réponse
       *[other] envoi… { $count } réponses
    }
send-answers = Réponses
send-all-stored = Tout est enregistré dans l’archive.
send-kept = { $failed } non enregistrés, dont { $kept } gardés dans la bibliothèque : Fichier, Non encore envoyé…
send-no-patient = Une séance qui n’est dans aucune cure d’un patient, ou jamais enregistrée, ne peut pas être envoyée : une archive classe par patient.
send-no-random = Le système ne donne pas de nombres aléatoires, dont sont faits les nouveaux identifiants. Rien n’a été envoyé.
send-one-at-a-time = Un envoi est déjà en cours.
unsent-title = { $count ->
        [0] Rien n’attend d’être envoyé
        [one] { $count } objet attend d’être envoyé
       *[other] { $count } objets attendent d’être envoyés
    }
unsent-none = Ce qu’une archive n’enregistre pas est gardé ici jusqu’à ce qu’elle le fasse.
unsent-why = L’archive ne les a pas enregistrés. Ils sont gardés dans la bibliothèque jusqu’à ce qu’elle le fasse, ou que vous les abandonniez.
unsent-strange = { $file } est gardé ici, mais ne peut pas être lu.
unsent-again = Renvoyer
unsent-discard = Abandonner…
unsent-discard-yes = Abandonner pour de bon
unsent-discard-no = Garder
unsent-to = Envoyer à { $to }
command-export-fhir = Exporter pour un dossier informatisé (FHIR)…
record-title = Vers un dossier informatisé (FHIR)
record-saved = Elle part telle qu’elle a été enregistrée en dernier, avec son rapport.
record-address = Adresse, par exemple http://localhost:8080/fhir
record-in-the-clear = { $to } est sur une autre machine : ce qui est envoyé peut être lu en chemin.
record-file = Dans un fichier…
record-not-packed = La transaction n’a pas pu être faite.
command-drop = Déposer dans un dossier surveillé…
path-export-fhir = Exporter pour un dossier informatisé
path-drop = Le dossier surveillé
said-dropped = Déposé dans le dossier surveillé : { $file }

# Finding in the whole library
command-find-in-library = Chercher dans la bibliothèque…
path-export-found = Exporter les résultats
search-title = Chercher dans la bibliothèque
search-lot = Qui a reçu un lot
search-overdue = Qui est en retard
search-substance = Qui a reçu une substance
search-lot-hint = Lot, ou une partie du lot
search-overdue-hint = Quel jour ; vide : aujourd’hui
search-substance-hint = Substance, ou une partie de son nom
search-region = Région
search-anywhere = Partout
search-any-side = Des deux côtés
search-left = À gauche
search-right = À droite
search-reading = Lecture de la bibliothèque, { $percent } %
search-read = Lire la bibliothèque
search-busy = Recherche…
search-nothing-asked = Tapez ce que vous cherchez.
search-csv = Exporter en tableau…
search-file = resultats
search-open = Ouvrir la séance
command-outcomes = Résultats…
command-trends = Évolution…
outcomes-title = Résultats
outcomes-none = Rien n’a encore été évalué dans cette séance.
outcomes-read-only = Cette séance ne peut pas être modifiée ici : ce qui est signé doit d’abord être amendé.
outcomes-add = Ajouter le résultat
outcomes-change = Modifier le résultat
outcomes-edit = Modifier
outcomes-remove = Retirer
outcomes-choose-scale = Choisir une échelle
outcomes-place = De
outcomes-both-sides = les deux côtés
outcomes-today = Maintenant
outcomes-of-session = Comme la séance
outcomes-by = Évalué par
outcomes-note = Note
outcomes-sources = Sources : { $sources }
outcomes-no-number = Ce n’est pas un nombre de l’échelle.
trends-title = Évolution au fil des séances
trends-measure = Suivre
trends-regions = par région
trends-parts = par région et côté
trends-sides = par côté
trends-all = Les { $count } lignes
trends-nothing = Rien à montrer : aucune séance de la cure n’en a de valeur.
trends-day = jour { $day }
trends-sessions = Séances : { $sessions }
trends-values = Toutes les valeurs en mots
trends-save = Enregistrer en { $format }…
trends-file = evolution

# Paquets
command-export-bundle = Exporter un paquet…
command-open-bundle = Reprendre un paquet…
path-export-bundle = Exporter un paquet
path-open-bundle = Reprendre un paquet
pack-title = Exporter un paquet
pack-text = Un seul fichier avec tous les états de tous les dossiers, que mesomap ouvre sur n’importe quelle machine, comme tout programme pour fichiers zip.
pack-library = Toute la bibliothèque { $name }
pack-patient = { $name } seulement
pack-course = La cure { $title } de { $name }
pack-encrypt = Le chiffrer
pack-passphrase = Phrase secrète du paquet
pack-again = La même encore une fois
pack-done-unsaved =
    { $sessions ->
        [one] { $file } est écrit. Le travail non enregistré de { $sessions } séance n’y est pas : enregistrez-le, puis exportez à nouveau.
       *[other] { $file } est écrit. Le travail non enregistré de { $sessions } séances n’y est pas : enregistrez-le, puis exportez à nouveau.
    }
pack-only-here =
    { $states ->
        [one] { $states } enregistrement seulement ici
       *[other] { $states } enregistrements seulement ici
    }
pack-only-here-why = Un navigateur peut effacer ce qu’une page garde. Cliquez pour exporter un paquet.
take-title = Reprendre un paquet
take-into = Tout va dans la bibliothèque { $library }. Ce qui y est reste tel quel.
take-new = Aucune bibliothèque n’est ouverte : ce dossier en devient une.
take-same-person = J’ai comparé les deux : c’est la même personne
take-busy = Travail en cours…
take-go = Reprendre
