# Texts of the room `scene`. A term is written as the field writes it; places in braces are filled by the program.

# Views
view-face-front = Visage, face
view-face-left-oblique = Visage, oblique gauche
view-face-right-oblique = Visage, oblique droit
view-face-left-profile = Visage, profil gauche
view-face-right-profile = Visage, profil droit
view-scalp = Cuir chevelu, dessus
view-head-back = Tête, arrière
view-neck-decollete = Cou et décolleté
view-torso-front = Tronc, face
view-back = Dos
view-buttocks-thighs-back = Fesses et cuisses, arrière
view-thighs-front = Cuisses, face
view-hand-left = Main gauche, dos
view-hand-right = Main droite, dos
view-body-front = Corps entier, face
view-body-back = Corps entier, dos

# Sides of the patient as single letters
side-right-letter = D
side-left-letter = G

# The exported page
sheet-comparison-title = { $later }, comparaison avec { $earlier }
sheet-patient = Patient
sheet-course = Cure
sheet-date = Date
sheet-earlier = Séance antérieure
sheet-clinician = Praticien
sheet-body-adult-female = schéma sur un corps de femme adulte
sheet-body-adult-male = schéma sur un corps d’homme adulte
sheet-sides = D et G désignent la droite et la gauche du patient
sheet-made-by = { $program }, séance { $session }
sheet-made-on = page établie le { $when }
sheet-scale-bar = { $mm } mm

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
sheet-total-shown = { $shown ->
    [one] { $shown } point sur { $all } dans ces vues
   *[other] { $shown } points sur { $all } dans ces vues
}
sheet-and-more = { $number ->
    [one] et { $number } autre
   *[other] et { $number } autres
}
sheet-no-cocktail = Cocktail non renseigné
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
where-at = sur le point « { $landmark } »
where-in = { $region }, { $way }
where-from = à { $offsets } du point « { $landmark } »
where-beside = à { $offsets } du point « { $landmark } »
where-and = { $first } et { $second }
where-lateral = { $mm } mm en dehors
where-medial = { $mm } mm en dedans
where-to-left = { $mm } mm à gauche
where-to-right = { $mm } mm à droite
where-superior = { $mm } mm au-dessus
where-inferior = { $mm } mm au-dessous
where-proximal = { $mm } mm en proximal
where-distal = { $mm } mm en distal
where-anterior = { $mm } mm en avant
where-posterior = { $mm } mm en arrière
where-level-midline = { $level }, sur la ligne médiane
where-level-left = { $level }, à { $mm } mm à gauche de la ligne médiane
where-level-right = { $level }, à { $mm } mm à droite de la ligne médiane

# Zones de danger : ce qui en est dit, ligne par ligne.
danger-source = [{ $tag }] { $text } (niveau { $tier })
danger-advisory = À titre indicatif : l’anatomie varie.
