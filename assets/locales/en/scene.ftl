# Texts of the room `scene`. A term is written as the field writes it; places in braces are filled by the program.

# Views
view-face-front = Face, front
view-face-left-oblique = Face, left oblique
view-face-right-oblique = Face, right oblique
view-face-left-profile = Face, left profile
view-face-right-profile = Face, right profile
view-scalp = Scalp, from above
view-head-back = Back of head
view-head-shoulders-left-back = Head and shoulders, back left
view-head-shoulders-right-back = Head and shoulders, back right
view-neck-decollete = Neck and décolleté
view-torso-front = Torso, front
view-abdomen = Abdomen
view-back = Back
view-buttocks-thighs-back = Buttocks and thighs, back
view-thighs-front = Thighs, front
view-hand-left = Left hand, dorsum
view-hand-right = Right hand, dorsum
view-neck-front = Neck, front
view-neck-left = Neck, left side
view-neck-right = Neck, right side
view-neck-back = Neck, back
view-flank-left = Left flank
view-flank-right = Right flank
view-shoulder-left = Left shoulder
view-shoulder-right = Right shoulder
view-arm-left-front = Left upper arm, front
view-arm-right-front = Right upper arm, front
view-arm-left-back = Left upper arm, back
view-arm-right-back = Right upper arm, back
view-arm-left-outer = Left upper arm, outer side
view-arm-right-outer = Right upper arm, outer side
view-arm-left-inner = Left upper arm, inner side
view-arm-right-inner = Right upper arm, inner side
view-forearm-left-front = Left forearm, palmar side
view-forearm-right-front = Right forearm, palmar side
view-forearm-left-back = Left forearm, dorsal side
view-forearm-right-back = Right forearm, dorsal side
view-palm-left = Left hand, palm
view-palm-right = Right hand, palm
view-thigh-left-front = Left thigh, front
view-thigh-right-front = Right thigh, front
view-thigh-left-back = Left thigh, back
view-thigh-right-back = Right thigh, back
view-thigh-left-outer = Left thigh, outer side
view-thigh-right-outer = Right thigh, outer side
view-thigh-left-inner = Left thigh, inner side
view-thigh-right-inner = Right thigh, inner side
view-knees-front = Knees, front
view-knees-back = Knees, back
view-lower-legs-front = Lower legs, front
view-lower-legs-back = Lower legs, back
view-lower-leg-left-outer = Left lower leg, outer side
view-lower-leg-right-outer = Right lower leg, outer side
view-lower-leg-left-inner = Left lower leg, inner side
view-lower-leg-right-inner = Right lower leg, inner side
view-foot-left = Left foot, dorsum
view-foot-right = Right foot, dorsum
view-sole-left = Left foot, sole
view-sole-right = Right foot, sole
view-free = Free view
view-body-front = Whole body, front
view-body-back = Whole body, back

# Parts of the body that views are listed under
views-face = Face and head
views-neck = Neck
views-torso = Torso and shoulders
views-arms = Arms
views-hands = Hands
views-thighs = Buttocks and thighs
views-legs = Knees and lower legs
views-feet = Feet
views-whole = Whole body

# Sides of the patient as single letters
side-right-letter = R
side-left-letter = L

# The exported page
sheet-comparison-title = { $later } compared with { $earlier }
report-title = Injection chart
report-page = page { $page } of { $last }
report-component = Component
report-strength = Strength
report-volume = Volume
report-injected = Injected
report-manufacturer = Manufacturer
report-lot = Lot
report-expiry = Expiry
report-cocktail = Cocktail { $letter }
report-cocktail-named = Cocktail { $letter }: { $name }
report-drawn = { $ml } drawn up
report-given = { $points ->
    [one] { $ml } injected in one mark
   *[other] { $ml } injected in { $points } marks
}
report-signatures = Signatures
report-not-signed = Not signed.
report-ledger = Ledger { $ledger }, { $size } entries, root { $root }
report-changed-since = What is shown was changed after the last signature.
report-name = Name
report-role = Role
report-meaning = Meaning
report-when = When
report-who = Who
report-key = Key
report-standing = Check
report-holds = holds
report-holds-older = holds, over what was before the last change
report-foreign = key unknown in this library
report-broken = does not hold: the file isn’t what was signed
report-amendments = Changes since it was signed
report-reason = Reason
report-notes = Notes
report-outcomes = Outcomes
outcome-scale = Scale
outcome-value = Value
outcome-at = Assessed on
outcome-whole-session = whole session
outcome-centimetres = { $number } cm
outcome-hairs = { $number } hairs
report-void-marks = Void marks, which count nowhere
report-marks = Marks
report-number = No.
report-place = Place
report-technique = Technique
report-mixture = Cocktail
report-by-side = By side
report-fields = Fields
report-pattern = Pattern
report-spacing = Spacing, mm
report-protocol = Protocol
report-note = Note
report-symptom = Symptom, 0–10
report-reaction = Reaction
report-findings = Findings
report-allergies = Allergies
report-allergies-not-asked = Not asked
report-allergies-none = None known
report-indication = Indication
report-charting = Charting
report-charting-minutes = { $minutes } min
report-saved = Saved
card-title = Treatment of { $date }
card-products = What was given
card-sites = Where
course-about = Course
course-sessions = Sessions
course-signed = Signed by
course-regions = Points and mL by session
course-multiples = Sessions in one view
course-heat = Dose on the skin, all sessions together
course-heat-scale = Scale of the colours
course-doses = Dose
course-trends-heading = Trends over the sessions
sheet-picture = { $number ->
    [one] { $view }: one mark
   *[other] { $view }: { $number } marks
}
sheet-signed = Signature
sheet-signed-earlier = Signature of the earlier session
sheet-ledger = Ledger
sheet-ledger-stands = { $ledger }, { $size } entries, root { $root }
sheet-inset = Close-up { $number }: { $view }
sheet-patient = Patient
patient-born-on = born { $date }
sheet-course = Course
sheet-session = Session
sheet-date = Date
sheet-earlier = Earlier session
sheet-void-patient = VOID, the patient’s whole record: { $why }
sheet-void-course = VOID, the whole course: { $why }
sheet-void-session = VOID, this session: { $why }
sheet-void-earlier = VOID, the earlier session: { $why }
sheet-clinician = Clinician
sheet-body-adult-female = charted on an adult female body
sheet-body-adult-male = charted on an adult male body
sheet-sides = R and L are the patient’s right and left
sheet-made-by = { $program }, session { $session }
sheet-made-on = page made on { $when }
sheet-scale-bar = { $mm } mm
sheet-scale-bar-patient = { $mm } mm (patient × { $factor })
size-of-patient = Patient’s size: { $parts }
size-of-head = head × { $factor } ({ $measure } { $length })
size-of-body = body × { $factor } ({ $measure } { $length })
measure-intercanthal = inter-canthal distance
measure-bizygomatic = bizygomatic width
measure-c7-to-s1 = C7 to S1
measure-thigh-girth = thigh girth
measure-height = height

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
sheet-several-marks = ×2 beside a spot: two marks in one place
sheet-total-shown = { $shown } of { $all } points lie in these views
sheet-and-more = and { $number } more
sheet-no-cocktail = No cocktail recorded
sheet-discarded = { $ml } discarded
sheet-discarded-why = { $ml } discarded ({ $why })
remark-words-symptom = symptom { $score }/10
remark-words-reaction = reaction: { $words }
device-words-passes = { $count ->
    [one] 1 pass
   *[other] { $count } passes
}
device-words-needles = { $count ->
    [one] 1 needle
   *[other] { $count } needles
}
sheet-remarks = Remarks
sheet-lot = lot { $lot }
sheet-expiry = exp. { $day }
sheet-injected = { $amount } injected
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
mixture-other-components = other substances
mixture-other-strength = other strength
mixture-other-lot = other lot

# Fields of two sessions: what became of them
pattern-hexagonal = hexagonal
pattern-square = square
pattern-rows = rows
pattern-herringbone = herringbone
pattern-concentric = rings
pattern-even-random = random
pattern-row = row
sheet-fields = Field
fields-same = { $count } the same
fields-changed = { $count } changed
fields-dropped = { $count } only earlier
fields-added = { $count } only later
field-more-regions = { $count ->
    [one] { $region } and 1 more region
   *[other] { $region } and { $count } more regions
}
field-same = the same: { $laid }
field-dropped = only in the earlier session
field-added = only in the later session
field-points-there = { $count ->
    [one] 1 of { $all } points is in the other session too, not as this field
   *[other] { $count } of { $all } points are in the other session too, not as this field
}
field-other-place = laid elsewhere
field-respaced = spaced { $mm } mm
field-points = { $count } points
field-depth = { $mm } mm deep
dicom-series-pictures = Injection map, views
dicom-series-report = Injection map, report
dicom-diagram = A diagram, not a picture of the patient. Sides are the patient's.
dicom-void = Void: { $why }
fhir-procedure = Micro-injection session
fhir-mark = Mark { $number }: { $where }; { $technique }, { $depth } mm deep
fhir-no-cocktail = { $count ->
    [one] 1 mark has no recorded cocktail.
   *[other] { $count } marks have no recorded cocktail.
}
fhir-without-volume = The volume of { $count } of { $of } marks is not recorded; recorded: { $dose }.
fhir-discarded = Discarded: { $volume } mL. { $why }

# Dose on the skin: the colour bar, and what is said with the map; whole lines without a full stop
heat-points = points
heat-substance = { $unit } of { $substance }
heat-per-cm2 = { $quantity } per cm²
heat-title = Dose on the skin: { $quantity }
heat-sessions = { $number ->
    [one] 1 session
   *[other] { $number } sessions
}
heat-marks = { $number ->
    [one] 1 mark
   *[other] { $number } marks
}
heat-counted = { $sessions }, { $marks }, together { $total }
heat-peak = Highest: { $value } per cm², { $place }
heat-no-peak = Nothing to show
heat-kernel = Each dose is spread along the skin up to { $mm } mm from its mark (biweight, in the patient’s mm)
heat-as-drawn = Patient’s size not recorded: areas are those of the body as drawn
heat-hidden = { $percent } % of the dose lies on skin that this view doesn’t show
heat-without-volume = { $number ->
    [one] 1 mark left out: no volume recorded
   *[other] { $number } marks left out: no volume recorded
}
heat-without-content = { $number ->
    [one] 1 mark left out: what was injected isn’t recorded
   *[other] { $number } marks left out: what was injected isn’t recorded
}
heat-without-strength = { $number ->
    [one] 1 mark left out: how strong the substance was isn’t recorded in this unit
   *[other] { $number } marks left out: how strong the substance was isn’t recorded in this unit
}
heat-void-sessions = { $number ->
    [one] 1 void session doesn’t count
   *[other] { $number } void sessions don’t count
}
heat-beyond = The scale ends at { $value } per cm²; what is more has its last colour
trend-points = Points
trend-volume = Volume, mL
trend-density = Points per cm² of the patient’s skin
trend-substance = { $name }, { $unit }
trend-left = left side
trend-right = right side
trend-midline = midline
trend-all = all together
trend-higher-worse = higher is worse
trend-lower-better = lower is better
trend-higher-better = higher is better
trend-no-direction = neither way is better
trend-in-points =
    { $number ->
        [1] { $number } point
       *[other] { $number } points
    }
trend-in-millilitres = { $number } mL
trend-per-cm2 = { $number } per cm²
trend-point = { $about }, { $date } (day { $day }, { $session }): { $value }
trend-level = { $value }: { $says } [{ $source }]
trend-level-of = Dashed, for { $about }: { $words }
trend-first = first
trend-gap-planned = { $days } d (plan { $planned })
trend-gap = { $days } d
trend-more =
    { $count ->
        [one] and { $count } line more
       *[other] and { $count } lines more
    }
# What earlier sessions did where
memory-nearest = { $mm } mm from { $session }, { $ago }
memory-other-course = { $title } of “{ $course }”
memory-days-ago = { $days ->
        [0] today
        [one] { $days } day ago
       *[other] { $days } days ago
    }
memory-never = never treated
memory-treated = { $ago }, { $times ->
        [one] once
       *[other] { $times } times
    }, { $volume } mL in all, { $last } mL the last time
memory-too-soon = { $days ->
        [one] { $days } day too soon for the plan
       *[other] { $days } days too soon for the plan
    }
memory-due = due now
memory-overdue = { $days ->
        [one] { $days } day overdue
       *[other] { $days } days overdue
    }
# What became of the points of two sessions, in one sentence
result-repeated = { $count } repeated
result-moved = { $count } moved by { $mm } mm
result-added = { $count } added
result-dropped = { $count } dropped
result-as-fields = { $before } → { $after } told as fields
result-places = { $what } ({ $places })
result-more-places = { $count ->
    [one] and 1 more place
   *[other] and { $count } more places
}
result-nothing = no points
result-shift = As a whole { $parts } lies { $way } to where it lay ({ $count ->
    [one] 1 point
   *[other] { $count } points
}).
result-shift-left-out = As a whole { $parts } lies { $way } to where it lay ({ $count ->
    [one] 1 point
   *[other] { $count } points
}); this is left out of what moved.
result-floor = Nothing under { $mm } mm is called moved: people don't find a spot again more exactly.
field-untold-dense = points { $mm } mm apart can't be told from each other: compared as a field
field-untold-shifted = shifted by { $mm } mm, so that points can't be told from their neighbours: compared as a field
field-untold-anew = laid anew, so that no point is one of the other session: compared as a field
field-area = { $cm2 } cm²
field-density = { $points } points/cm²
field-ml-density = { $ml } mL/cm²
field-cm2-at = { $cm2 } cm² { $place }
field-grew = grew by { $places }
field-shrank = shrank by { $places }
change-as-field = Told as fields
change-as-field-note = points that nobody can tell from their neighbours; the fields are compared
