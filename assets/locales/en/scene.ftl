# Texts of the room `scene`. A term is written as the field writes it; places in braces are filled by the program.

# Views
view-face-front = Face, front
view-face-left-oblique = Face, left oblique
view-face-right-oblique = Face, right oblique
view-face-left-profile = Face, left profile
view-face-right-profile = Face, right profile
view-scalp = Scalp, from above
view-head-back = Back of head
view-neck-decollete = Neck and décolleté
view-torso-front = Torso, front
view-back = Back
view-buttocks-thighs-back = Buttocks and thighs, back
view-thighs-front = Thighs, front
view-hand-left = Left hand, dorsum
view-hand-right = Right hand, dorsum
view-body-front = Whole body, front
view-body-back = Whole body, back

# Sides of the patient as single letters
side-right-letter = R
side-left-letter = L

# The exported page
sheet-comparison-title = { $later } compared with { $earlier }
sheet-patient = Patient
sheet-course = Course
sheet-date = Date
sheet-earlier = Earlier session
sheet-clinician = Clinician
sheet-body-adult-female = charted on an adult female body
sheet-body-adult-male = charted on an adult male body
sheet-sides = R and L are the patient’s right and left
sheet-made-by = { $program }, session { $session }
sheet-made-on = page made on { $when }
sheet-scale-bar = { $mm } mm

# Legend and totals
sheet-techniques = Technique
sheet-cocktails = Cocktail
sheet-regions = Region
sheet-changes = Since the earlier session
sheet-depth = Depth, mm
sheet-points = Points
sheet-millilitres = mL
sheet-millilitres-more = ± mL
sheet-before = Before
sheet-after = After
sheet-midline = Mid
sheet-total = Total
sheet-total-shown = { $shown } of { $all } points lie in these views
sheet-and-more = and { $number } more
sheet-no-cocktail = No cocktail recorded
sheet-components = { $number ->
    [one] 1 component, see the record
   *[other] { $number } components, see the record
}
sheet-earlier-points = { $number ->
    [one] Earlier session, 1 point
   *[other] Earlier session, { $number } points
}
sheet-letters-differ = { $earlier } in the earlier session
change-repeated = Repeated
change-moved = Moved
change-added = Added
change-dropped = Dropped
change-changed = Changed
change-repeated-note = within { $mm } mm of the earlier place
change-moved-note = by { $mean } mm on average, { $most } mm at most
change-changed-note = repeated or moved, with another technique, depth, cocktail or volume

# Where a mark is, in words; whole phrases without a full stop
where-left = left { $region }
where-right = right { $region }
where-at = at the { $landmark }
where-in = { $region }, { $way }
where-from = { $offsets } to the { $landmark }
where-beside = { $offsets } of the { $landmark }
where-and = { $first } and { $second }
where-lateral = { $mm } mm lateral
where-medial = { $mm } mm medial
where-to-left = { $mm } mm left
where-to-right = { $mm } mm right
where-superior = { $mm } mm superior
where-inferior = { $mm } mm inferior
where-proximal = { $mm } mm proximal
where-distal = { $mm } mm distal
where-anterior = { $mm } mm anterior
where-posterior = { $mm } mm posterior
where-level-midline = { $level }, on the midline
where-level-left = { $level }, { $mm } mm left of the midline
where-level-right = { $level }, { $mm } mm right of the midline

# Danger zones: what is said of one, a line each.
danger-source = [{ $tag }] { $text } (tier { $tier })
danger-advisory = Advisory only: people differ.
