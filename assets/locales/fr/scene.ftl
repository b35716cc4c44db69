# Texts of the room `scene`. A term is written as the field writes it; places in braces are filled by the program.

# Views
view-face-front = Visage, face
view-face-left-oblique = Visage, oblique gauche
view-face-right-oblique = Visage, oblique droit
view-face-left-profile = Visage, profil gauche
view-face-right-profile = Visage, profil droit
view-scalp = Cuir chevelu, dessus
view-head-back = Tête, arrière
view-head-shoulders-left-back = Tête et épaules, arrière gauche
view-head-shoulders-right-back = Tête et épaules, arrière droit
view-neck-decollete = Cou et décolleté
view-torso-front = Tronc, face
view-abdomen = Abdomen
view-back = Dos
view-buttocks-thighs-back = Fesses et cuisses, arrière
view-thighs-front = Cuisses, face
view-hand-left = Main gauche, dos
view-hand-right = Main droite, dos
view-neck-front = Cou, face
view-neck-left = Cou, côté gauche
view-neck-right = Cou, côté droit
view-neck-back = Nuque
view-flank-left = Flanc gauche
view-flank-right = Flanc droit
view-shoulder-left = Épaule gauche
view-shoulder-right = Épaule droite
view-arm-left-front = Bras gauche, face antérieure
view-arm-right-front = Bras droit, face antérieure
view-arm-left-back = Bras gauche, face postérieure
view-arm-right-back = Bras droit, face postérieure
view-arm-left-outer = Bras gauche, face externe
view-arm-right-outer = Bras droit, face externe
view-arm-left-inner = Bras gauche, face interne
view-arm-right-inner = Bras droit, face interne
view-forearm-left-front = Avant-bras gauche, face antérieure
view-forearm-right-front = Avant-bras droit, face antérieure
view-forearm-left-back = Avant-bras gauche, face postérieure
view-forearm-right-back = Avant-bras droit, face postérieure
view-palm-left = Main gauche, paume
view-palm-right = Main droite, paume
view-thigh-left-front = Cuisse gauche, face antérieure
view-thigh-right-front = Cuisse droite, face antérieure
view-thigh-left-back = Cuisse gauche, face postérieure
view-thigh-right-back = Cuisse droite, face postérieure
view-thigh-left-outer = Cuisse gauche, face externe
view-thigh-right-outer = Cuisse droite, face externe
view-thigh-left-inner = Cuisse gauche, face interne
view-thigh-right-inner = Cuisse droite, face interne
view-knees-front = Genoux, face
view-knees-back = Genoux, arrière
view-lower-legs-front = Jambes, face
view-lower-legs-back = Jambes, arrière
view-lower-leg-left-outer = Jambe gauche, face externe
view-lower-leg-right-outer = Jambe droite, face externe
view-lower-leg-left-inner = Jambe gauche, face interne
view-lower-leg-right-inner = Jambe droite, face interne
view-foot-left = Pied gauche, dos
view-foot-right = Pied droit, dos
view-sole-left = Pied gauche, plante
view-sole-right = Pied droit, plante
view-free = Vue libre
view-body-front = Corps entier, face
view-body-back = Corps entier, dos

# Parts of the body that views are listed under
views-face = Visage et tête
views-neck = Cou
views-torso = Tronc et épaules
views-arms = Bras et avant-bras
views-hands = Mains
views-thighs = Fesses et cuisses
views-legs = Genoux et jambes
views-feet = Pieds
views-whole = Corps entier

# Sides of the patient as single letters
side-right-letter = D
side-left-letter = G

# The exported page
sheet-comparison-title = { $later }, comparaison avec { $earlier }
report-title = Carte d’injections
report-page = page { $page } sur { $last }
report-component = Composant
report-strength = Dosage
report-volume = Volume
report-injected = Injecté
report-manufacturer = Fabricant
report-lot = Lot
report-expiry = Péremption
report-cocktail = Cocktail { $letter }
report-cocktail-named = Cocktail { $letter } : { $name }
report-drawn = { $ml } prélevés
report-given = { $points ->
    [one] { $ml } injectés en un repère
   *[other] { $ml } injectés en { $points } repères
}
report-signatures = Signatures
report-not-signed = Non signée.
report-ledger = Registre { $ledger }, { $size } entrées, racine { $root }
report-changed-since = Ce qui est montré a été modifié après la dernière signature.
report-name = Nom
report-role = Fonction
report-meaning = Signification
report-when = Quand
report-who = Qui
report-key = Clé
report-standing = Vérification
report-holds = valable
report-holds-older = valable, pour l’état d’avant la dernière modification
report-foreign = clé inconnue dans cette bibliothèque
report-broken = non valable : le fichier n’est pas celui qui a été signé
report-amendments = Modifications depuis la signature
report-reason = Motif
report-notes = Notes
report-outcomes = Résultats
outcome-scale = Échelle
outcome-value = Valeur
outcome-at = Évalué le
outcome-whole-session = séance entière
outcome-centimetres = { $number } cm
outcome-hairs = { $number } cheveux
report-void-marks = Repères annulés, qui ne comptent nulle part
report-marks = Repères
report-number = N°
report-place = Emplacement
report-technique = Technique
report-mixture = Cocktail
report-by-side = Par côté
report-fields = Champs
report-pattern = Motif
report-spacing = Espacement, mm
report-protocol = Protocole
report-note = Note
report-symptom = Symptôme, 0–10
report-reaction = Réaction
report-findings = Constats
report-allergies = Allergies
report-allergies-not-asked = Non demandées
report-allergies-none = Aucune connue
report-indication = Indication
report-charting = Saisie
report-charting-minutes = { $minutes } min
report-saved = Enregistrée
card-title = Traitement du { $date }
card-products = Ce qui a été administré
card-sites = Où
course-about = Cure
course-sessions = Séances
course-signed = Signée par
course-regions = Points et mL par séance
course-multiples = Séances dans une même vue
course-heat = Dose sur la peau, toutes les séances ensemble
course-heat-scale = Échelle des couleurs
course-doses = Dose
course-trends-heading = Évolution au fil des séances
sheet-picture = { $number ->
    [one] { $view } : un repère
   *[other] { $view } : { $number } repères
}
sheet-signed = Signature
sheet-signed-earlier = Signature de la séance antérieure
sheet-ledger = Registre
sheet-ledger-stands = { $ledger }, { $size } entrées, racine { $root }
sheet-inset = Détail { $number } : { $view }
sheet-patient = Patient
patient-born-on = né(e) le { $date }
sheet-course = Cure
sheet-session = Séance
sheet-date = Date
sheet-earlier = Séance antérieure
sheet-void-patient = NUL, tout le dossier du patient : { $why }
sheet-void-course = NUL, toute la cure : { $why }
sheet-void-session = NUL, cette séance : { $why }
sheet-void-earlier = NUL, la séance antérieure : { $why }
sheet-clinician = Praticien
sheet-body-adult-female = schéma sur un corps de femme adulte
sheet-body-adult-male = schéma sur un corps d’homme adulte
sheet-sides = D et G désignent la droite et la gauche du patient
sheet-made-by = { $program }, séance { $session }
sheet-made-on = page établie le { $when }
sheet-scale-bar = { $mm } mm
sheet-scale-bar-patient = { $mm } mm (patient × { $factor })
size-of-patient = Taille du patient : { $parts }
size-of-head = tête × { $factor } ({ $measure } { $length })
size-of-body = corps × { $factor } ({ $measure } { $length })
measure-intercanthal = distance intercanthale
measure-bizygomatic = largeur bizygomatique
measure-c7-to-s1 = C7 à S1
measure-thigh-girth = tour de cuisse
measure-height = taille debout

# Legend and totals
sheet-techniques = Technique
sheet-cocktails = Cocktail
sheet-regions = Région
sheet-changes = Depuis la séance antérieure
sheet-depth = Prof., mm
sheet-points = Points
sheet-millilitres = mL
sheet-millilitres-more = ± mL
sheet-before = Avant
sheet-after = Après
sheet-midline = Méd.
sheet-total = Total
sheet-several-marks = ×2 à côté d’un point : deux repères au même endroit
sheet-total-shown = { $shown ->
    [one] { $shown } point sur { $all } dans ces vues
   *[other] { $shown } points sur { $all } dans ces vues
}
sheet-and-more = { $number ->
    [one] et { $number } autre
   *[other] et { $number } autres
}
sheet-no-cocktail = Cocktail non renseigné
sheet-discarded = { $ml } jetés
sheet-discarded-why = { $ml } jetés ({ $why })
remark-words-symptom = symptôme { $score }/10
remark-words-reaction = réaction : { $words }
device-words-passes = { $count ->
    [one] 1 passage
   *[other] { $count } passages
}
device-words-needles = { $count ->
    [one] 1 aiguille
   *[other] { $count } aiguilles
}
sheet-remarks = Remarques
sheet-lot = lot { $lot }
sheet-expiry = pér. { $day }
sheet-injected = { $amount } injectés
sheet-components = { $number ->
    [one] { $number } composant, voir le dossier
   *[other] { $number } composants, voir le dossier
}
sheet-earlier-points = { $number ->
    [one] Séance antérieure, { $number } point
   *[other] Séance antérieure, { $number } points
}
sheet-letters-differ = { $earlier } à la séance antérieure
change-repeated = Repris
change-moved = Déplacés
change-added = Ajoutés
change-dropped = Omis
change-changed = Modifiés
change-repeated-note = à moins de { $mm } mm de l’emplacement antérieur
change-moved-note = de { $mean } mm en moyenne, { $most } mm au plus
change-changed-note = repris ou déplacés, avec technique, profondeur, cocktail ou volume différents

# Où se trouve un repère
where-left = { $region }, à gauche
where-right = { $region }, à droite
where-at = au niveau { $landmark }
where-in = { $region }, { $way }
where-from = à { $offsets } { $landmark }
where-beside = à { $offsets } { $landmark }
where-and = { $first } et { $second }
where-lateral = { $mm } mm en dehors
where-medial = { $mm } mm en dedans
where-to-left = { $mm } mm à gauche
where-to-right = { $mm } mm à droite
where-superior = { $mm } mm au-dessus
where-inferior = { $mm } mm au-dessous
where-proximal = { $mm } mm au-dessus
where-distal = { $mm } mm au-dessous
where-anterior = { $mm } mm en avant
where-posterior = { $mm } mm en arrière
where-level-midline = { $level }, sur la ligne médiane
where-level-left = { $level }, à { $mm } mm à gauche de la ligne médiane
where-level-right = { $level }, à { $mm } mm à droite de la ligne médiane

# Zones de danger : ce qui en est dit, ligne par ligne.
danger-source = [{ $tag }] { $text } (niveau { $tier })
danger-advisory = À titre indicatif : l’anatomie varie.
mixture-other-components = autres substances
mixture-other-strength = autre dosage
mixture-other-lot = autre lot

# Champs de deux séances : ce qu’ils sont devenus
pattern-hexagonal = hexagonal
pattern-square = carré
pattern-rows = rangées
pattern-herringbone = chevrons
pattern-concentric = cercles
pattern-even-random = aléatoire
pattern-row = ligne
sheet-fields = Champ
fields-same = { $count ->
    [one] { $count } identique
   *[other] { $count } identiques
}
fields-changed = { $count ->
    [one] { $count } modifié
   *[other] { $count } modifiés
}
fields-dropped = { $count } avant seulement
fields-added = { $count } après seulement
field-more-regions = { $count ->
    [one] { $region } et 1 autre région
   *[other] { $region } et { $count } autres régions
}
field-same = identique : { $laid }
field-dropped = seulement dans la séance antérieure
field-added = seulement dans la séance ultérieure
field-points-there = { $count ->
    [one] 1 point sur { $all } est aussi dans l’autre séance, hors de ce champ
   *[other] { $count } points sur { $all } sont aussi dans l’autre séance, hors de ce champ
}
field-other-place = posé ailleurs
field-respaced = espacement { $mm } mm
field-points = { $count } points
field-depth = profondeur { $mm } mm
dicom-series-pictures = Carte d’injections, vues
dicom-series-report = Carte d’injections, compte rendu
dicom-diagram = Un schéma, et non une image du patient. Les côtés sont ceux du patient.
dicom-void = Annulé : { $why }
fhir-procedure = Séance de micro-injections
fhir-mark = Marque { $number } : { $where } ; { $technique }, profondeur { $depth } mm
fhir-no-cocktail = { $count ->
    [one] 1 marque n’a pas de cocktail consigné.
   *[other] { $count } marques n’ont pas de cocktail consigné.
}
fhir-without-volume = Le volume de { $count } marques sur { $of } n’est pas consigné ; consigné : { $dose }.
fhir-discarded = Jeté : { $volume } mL. { $why }

# La dose sur la peau : l’échelle de couleurs et ce qui est dit de la carte ; lignes entières sans point
heat-points = points
heat-substance = { $unit } de { $substance }
heat-per-cm2 = { $quantity } par cm²
heat-title = Dose sur la peau : { $quantity }
heat-sessions = { $number ->
    [one] 1 séance
   *[other] { $number } séances
}
heat-marks = { $number ->
    [one] 1 repère
   *[other] { $number } repères
}
heat-counted = { $sessions }, { $marks }, en tout { $total }
heat-peak = Maximum : { $value } par cm², { $place }
heat-no-peak = Rien à montrer
heat-kernel = Chaque dose est étalée le long de la peau jusqu’à { $mm } mm de son repère (biweight, en mm du patient)
heat-as-drawn = Taille du patient non consignée : les surfaces sont celles du corps dessiné
heat-hidden = { $percent } % de la dose se trouvent sur la peau que cette vue ne montre pas
heat-without-volume = { $number ->
    [one] 1 repère laissé de côté : aucun volume consigné
   *[other] { $number } repères laissés de côté : aucun volume consigné
}
heat-without-content = { $number ->
    [one] 1 repère laissé de côté : le produit injecté n’est pas consigné
   *[other] { $number } repères laissés de côté : le produit injecté n’est pas consigné
}
heat-without-strength = { $number ->
    [one] 1 repère laissé de côté : la concentration n’est pas consignée dans cette unité
   *[other] { $number } repères laissés de côté : la concentration n’est pas consignée dans cette unité
}
heat-void-sessions = { $number ->
    [one] 1 séance annulée ne compte pas
   *[other] { $number } séances annulées ne comptent pas
}
heat-beyond = L’échelle s’arrête à { $value } par cm² ; au-delà, c’est sa dernière couleur
trend-points = Points
trend-volume = Volume, mL
trend-density = Points par cm² de peau du patient
trend-substance = { $name }, { $unit }
trend-left = côté gauche
trend-right = côté droit
trend-midline = ligne médiane
trend-all = tout ensemble
trend-higher-worse = plus haut est pire
trend-lower-better = plus bas est mieux
trend-higher-better = plus haut est mieux
trend-no-direction = aucun sens n’est meilleur
trend-in-points =
    { $number ->
        [1] { $number } point
       *[other] { $number } points
    }
trend-in-millilitres = { $number } mL
trend-per-cm2 = { $number } par cm²
trend-point = { $about }, { $date } (jour { $day }, { $session }) : { $value }
trend-level = { $value } : { $says } [{ $source }]
trend-level-of = Tirets, pour { $about } : { $words }
trend-first = première
trend-gap-planned = { $days } j (prévu { $planned })
trend-gap = { $days } j
trend-more =
    { $count ->
        [one] et { $count } ligne de plus
       *[other] et { $count } lignes de plus
    }
# What earlier sessions did where
memory-nearest = à { $mm } mm de { $session }, { $ago }
memory-other-course = { $title } de « { $course } »
memory-days-ago = { $days ->
        [0] aujourd’hui
        [one] il y a { $days } jour
       *[other] il y a { $days } jours
    }
memory-never = jamais traité
memory-treated = { $ago }, { $times ->
        [one] une fois
       *[other] { $times } fois
    }, { $volume } mL en tout, { $last } mL la dernière fois
memory-too-soon = { $days ->
        [one] { $days } jour trop tôt selon le plan
       *[other] { $days } jours trop tôt selon le plan
    }
memory-due = à traiter maintenant
memory-overdue = { $days ->
        [one] { $days } jour de retard
       *[other] { $days } jours de retard
    }
# Ce que sont devenus les points de deux séances, en une phrase
result-repeated = { $count ->
    [one] { $count } repris
   *[other] { $count } repris
}
result-moved = { $count ->
    [one] { $count } déplacé de { $mm } mm
   *[other] { $count } déplacés de { $mm } mm
}
result-added = { $count ->
    [one] { $count } ajouté
   *[other] { $count } ajoutés
}
result-dropped = { $count ->
    [one] { $count } omis
   *[other] { $count } omis
}
result-as-fields = { $before } → { $after } comparés par champs
result-places = { $what } ({ $places })
result-more-places = { $count ->
    [one] et { $count } autre endroit
   *[other] et { $count } autres endroits
}
result-nothing = aucun point
result-shift = Dans l’ensemble, décalage de { $way } par rapport à l’emplacement antérieur : { $parts } ({ $count ->
    [one] { $count } point
   *[other] { $count } points
}).
result-shift-left-out = Dans l’ensemble, décalage de { $way } par rapport à l’emplacement antérieur : { $parts } ({ $count ->
    [one] { $count } point
   *[other] { $count } points
}) ; il n’est pas compté dans les déplacements.
result-floor = En deçà de { $mm } mm, rien n’est dit déplacé : nul ne retrouve un point plus exactement.
field-untold-dense = points espacés de { $mm } mm, impossibles à distinguer : comparé comme champ
field-untold-shifted = décalé de { $mm } mm, points impossibles à distinguer de leurs voisins : comparé comme champ
field-untold-anew = reposé, aucun point n’est celui de l’autre séance : comparé comme champ
field-area = { $cm2 } cm²
field-density = { $points } points/cm²
field-ml-density = { $ml } mL/cm²
field-cm2-at = { $cm2 } cm² { $place }
field-grew = étendu de { $places }
field-shrank = réduit de { $places }
change-as-field = Comparés par champs
change-as-field-note = points impossibles à distinguer de leurs voisins ; les champs sont comparés
