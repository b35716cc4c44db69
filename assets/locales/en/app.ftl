# Texts of the window. A term is written as the field writes it; places in braces are filled by the program.

# Answers that many dialogs share
save = Save
cancel = Cancel
close = Close
notes = Notes

# Menus
menu-file = File
menu-edit = Edit
menu-tools = Tools
menu-nudge = Move along the skin
menu-view = View
menu-turn = Turn the body
menu-guides = Guides
menu-settings = Settings
menu-help = Help

# Commands
command-new-library = New library…
command-open-library = Open library…
command-open-sample = Open the sample library
command-rename-library = Rename the library…
command-new-patient = New patient…
command-new-course = New course…
command-new-session = New session…
command-save = Save session
command-save-copy = Save a copy…
command-export = Export…
command-copy-picture = Copy picture
command-print = Print…
command-export-marks = Export marks…
command-import-marks = Import marks…
command-close-session = Close session
command-quit = Quit
command-undo = Undo
command-redo = Redo
command-cut = Cut
command-copy = Copy
command-paste = Paste
command-select-all = Select all marks
command-select-none = Select nothing
command-delete = Delete the selected marks
command-void-marks = Void the selected marks…
command-void-session = Void this session, or let it count again…
command-void-course = Void this course, or let it count again…
command-void-patient = Void this patient’s record, or let it count again…
command-show-void = Show what is void
command-mirror = Mirror the selection to the other side
command-nudge-left = Move left along the skin by 1 mm
command-nudge-right = Move right along the skin by 1 mm
command-nudge-up = Move up along the skin by 1 mm
command-nudge-down = Move down along the skin by 1 mm
command-nudge-left-finely = Move left along the skin by 0.1 mm
command-nudge-right-finely = Move right along the skin by 0.1 mm
command-nudge-up-finely = Move up along the skin by 0.1 mm
command-nudge-down-finely = Move down along the skin by 0.1 mm
command-apply-next = Give the selection what the next mark has
command-edit-session = Session details…
command-revisions = Revisions of the session…
command-sign = Sign the session…
command-amend = Amend the signed session…
command-unsigned = Unsigned sessions…
command-change-passphrase = Change the signing passphrase…
command-patient-revisions = Revisions of the patient’s record…
command-course-revisions = Revisions of the course…
command-formulary-revisions = Revisions of the formulary…
command-technique-revisions = Revisions of the list of techniques…
menu-void = Declare void
menu-revisions = Other revisions
menu-lists = Lists of marks
menu-send = Send and share
menu-sign = Signature
command-edit-course = Course details…
command-edit-patient = Patient details…
command-new-cocktail = New cocktail…
command-place-tool = Tool: place marks
command-select-tool = Tool: select with a lasso
command-measure-tool = Measure along the skin
command-next-view = Next view
command-previous-view = Previous view
command-opposite-view = From the other side
command-all-views = Choose a view…
command-turn-left = Turn the body left
command-turn-right = Turn the body right
command-turn-up = Tilt the body up
command-turn-down = Tilt the body down
command-fit = Show the whole view
command-zoom-in = Zoom in
command-zoom-out = Zoom out
command-split-view = Add a view beside this one
command-unsplit-view = Remove this view
command-toggle-regions = Show or hide regions
command-guide-midline = Guide: midline
command-guide-thirds = Guide: horizontal thirds of the face
command-guide-fifths = Guide: vertical fifths of the face
command-guide-grid = Guide: 1 cm grid
command-guide-spine = Guide: levels of the spine
command-guide-danger = Guide: facial danger zones
command-danger-list = Facial danger zones and their sources
command-toggle-ghost = Show or hide the previous session
command-show-marks = Table of marks
command-compare-side-by-side = Compare side by side or as overlay
command-compare-swipe = Compare left and right of an edge
command-compare-blink = Compare by blinking
command-show-comparison = Table of the comparison
command-left-handed = Left-handed: tools at the left
command-large-targets = Large controls, for fingers
command-record-time = Record in each session how long charting took
command-theme-light = Light colours
command-theme-dark = Dark colours
command-theme-system = Colours of the system
command-language-english = Language: English
command-language-french = Language: Français
command-language-system = Language: as the system
command-and-edit = { $command }: { $edit }
command-palette = Find a command…
command-shortcuts = Keys and gestures
command-about = About mesomap

# Names of edits, after "Undo"
edit-place = { $count ->
    [one] place a mark
   *[other] place { $count } marks
 }
edit-remove = { $count ->
    [one] delete a mark
   *[other] delete { $count } marks
 }
edit-void = { $count ->
    [one] declare a mark void
   *[other] declare { $count } marks void
 }
edit-unvoid = { $count ->
    [one] let a mark count again
   *[other] let { $count } marks count again
 }
edit-move = { $count ->
    [one] move a mark
   *[other] move { $count } marks
 }
edit-set-technique = { $count ->
    [one] technique of a mark
   *[other] technique of { $count } marks
 }
edit-set-depth = { $count ->
    [one] depth of a mark
   *[other] depth of { $count } marks
 }
edit-set-cocktail = { $count ->
    [one] cocktail of a mark
   *[other] cocktail of { $count } marks
 }
edit-set-volume = { $count ->
    [one] volume of a mark
   *[other] volume of { $count } marks
 }
edit-set-all = { $count ->
    [one] settings of a mark
   *[other] settings of { $count } marks
 }
edit-lay = { $count ->
    [one] a field of 1 point
   *[other] a field of { $count } points
}
edit-lay-anew = { $count ->
    [one] a field laid anew
   *[other] a field laid anew, { $count } points
}
edit-lay-protocol = { $count ->
    [one] lay a mark by protocol
   *[other] lay { $count } marks by protocol
}
edit-import = { $count ->
    [one] import of a mark
   *[other] import of { $count } marks
}
edit-carry-over = { $count ->
    [one] take over a mark
   *[other] take over { $count } marks
}
edit-dissolve = dissolve a field
edit-set-group = { $count ->
    [one] group of a mark
   *[other] group of { $count } marks
 }
edit-mirror = { $count ->
    [one] mirror a mark
   *[other] mirror { $count } marks
 }
edit-put-cocktail = change a cocktail
edit-add-outcome = add an outcome
edit-change-outcome = put an outcome right
edit-remove-outcome = remove an outcome
edit-remove-cocktail = remove a cocktail
edit-set-details = session details
edit-restore = restore a revision
mirror-nothing = Nothing to mirror: the marks lie in the midline, or the other side has them already.
edit-no-such-group = Group { $id } is not in this session any more.
edit-no-such-mark = Mark { $id } is not in this session any more.
edit-cocktail-in-use = Cocktail { $letter } is named by { $marks } marks. Give them another cocktail first.
edit-too-many-marks = A session holds at most { $most } marks.
edit-too-many-spots = The lines and areas of a session have at most { $most } points together.
edit-too-long = The lines and areas of a session are at most { $most } m long together.
edit-no-such-outcome = Outcome { $id } is not in this session.
edit-too-many-outcomes = A session holds at most { $most } outcomes.
edit-numbers-used-up = This session has used up its numbers for marks, and none is given twice. Begin a new session for more marks.
said-undone = Undone: { $what }
said-redone = Done again: { $what }
said-saved = Saved { $file }
said-saved-after = Saved { $file }, { $minutes } min { $seconds } s after the first mark
autosave-failed = The recovery file could not be written: { $why }
autosave-unconfirmed = The recovery file is written, but the disk did not confirm that it will last through a power cut. Check the disk.

# State of the open session
state-saved = Saved
state-unsaved = Unsaved changes
read-only-newer = Read only: written by a newer mesomap
read-only-locked = Read only: open in another window
read-only-folder = Read only: its folder can't be written
read-only-older = Read only: an older revision
read-only-revision = Revision { $number }, read only
read-only-newest = Go to the newest
read-only-void = Read only
read-only-signed = Signed
read-only-patient-void = Read only: the patient’s record is void
read-only-course-void = Read only: the course is void
read-only-forked = Read only: two revisions to merge
export-short = Export
patient-allergic = Allergies: { $allergies }
panel-library = Patients
panel-library-does = Show the list of patients, or fold it away
panel-totals = Totals
panel-totals-does = Show the totals, or fold them away
header-born-aged = born { $date } ({ $years } years)
header-age-why = The age on the day of the session
header-allergies-not-asked = Allergies: not asked

# Start and empty states
reading = Reading…
welcome-text = Injection maps on a real body, as plain files that your clinic owns.
welcome-files = A library is a folder. Nothing leaves this computer.
welcome-files-page = Libraries lie in this browser alone, until you export a bundle of them. Nothing leaves this device.
welcome-no-patient = This library has no patients yet.
welcome-choose-patient = Choose a patient at the left.
welcome-no-course = This patient has no course yet.
welcome-choose-course = Choose a course at the left.
welcome-no-session = This course has no session yet.
welcome-choose-session = Open a session at the left, or start the next one.
sample-missing = The sample library was not found. It is the folder charts that comes with the program.

# Library
library-new-title = New library
library-new-text = A folder that holds patients, courses and sessions as files that a person can read.
library-rename-title = Rename the library
library-name = Name
library-folder = Folder
library-create = Create
library-default-name = mesomap library
library-seals = Encrypt it
library-seal-text = Names and contents of all files are encrypted. How many there are, how long each is and when it was written can still be seen.
library-seal-least = At least { $least } characters, better several words.
library-key-file-too = Write a key file too, which opens it without the passphrase
library-key-file = Key file
library-key-file-name = mesomap key.txt
library-key-file-text = Whoever has it can read everything: keep it where the library isn’t, such as on a stick in a safe.
library-key-file-inside = A key within the library protects nothing: choose another place.
library-final = A forgotten passphrase is final: without it or a key file nobody can open this library, ever – not even those who made mesomap.
library-knows = I know that a forgotten passphrase is final

# Encrypted library
unlock-title = Encrypted library
unlock-text = { $folder } opens with its passphrase or a key file. Both stay in memory only, until another library is opened or the program ends.
unlock-passphrase = Passphrase of the library
unlock-tries = Trying…
unlock-key-file = Open with a key file…
unlock-go = Open
path-key-file = Key file of the library
patients = Patients
patients-search = Find by name, number or date of birth
courses = Courses
courses-none = None yet.
sessions = Sessions
sessions-none = None yet.
sessions-planned = { $done } held, { $planned } planned
session-summary = { $points ->
    [one] { $points } point · { $ml } mL
   *[other] { $points } points · { $ml } mL
 }
entry-unreadable = { $name } can't be read
entry-forked = { $name }: two revisions to merge
session-saved = { $title }, saved { $at }
session-saved-by = { $title }, saved { $at } by { $author }

# Patient
patient-new-title = New patient
patient-change-title = Patient
patient-name = Name
patient-born = Date of birth
patient-sex = Sex
patient-reference = Record number
patient-allergies = Allergies
patient-no-allergies = No known allergies
patient-add = Add patient
sex-unrecorded = Not recorded
sex-female = Female
sex-male = Male

# Course
course-new-title = New course
course-change-title = Course
course-title = Title
course-indication = Indication
course-body = Charted on
course-body-fixed = Sessions are charted on this body already.
course-planned = Planned sessions, as days after the first (0, 14, 28)
course-planned-wrong = Whole numbers in ascending order, such as 0, 14, 28
course-add = Add course
body-adult-female = Adult female
body-adult-male = Adult male

# Session
session-new-title = New session
session-change-title = Session details
session-title = Title
session-clinician = Clinician
size-why = Distances and areas are then the patient’s, not those of the body that is drawn. Leave it where nothing was measured.
size-head = Head of the patient, measured
size-body = Body of the patient, measured
size-head-mm = Head, mm
size-body-mm = Body, mm
size-unmeasured = –  not measured
size-factor = Body drawn
size-times = × { $factor }
session-take-over = Take over the cocktails of the last session (check their lots)
session-start = Start charting
session-apply = Apply
session-numbered = Session { $number }

# Next mark
tab-chart = Chart
tab-marks = Marks
tab-compare = Compare
tool-place = Place
tool-select = Select
tool-measure = Measure
measured-way = { $mm } mm along the skin
measured-from-midline = { $mm } mm from the midline
measured-area = { $area } cm² of skin
next-mark = Next mark
technique-others = Other techniques
depth = Depth
depth-usual = sources give { $range }
volume-per-point = Volume per point
volume-of-technique = With { $technique }; each technique keeps its own
volume-unset = { $technique }: no volume set
volume-unset-why = Marks are then placed without a volume, and totals are lower bounds. Each technique keeps its own volume.
volume-none = No volume recorded
volume-chip = { $ml } mL per point
cocktails = Cocktails
cocktails-none = None prepared yet. Marks can be placed without one.
cocktail-none = No cocktail
cocktail-edit = Change cocktail { $letter }
cocktail-remove = Remove from the list

# Cocktail form
cocktail-title = Cocktail { $letter }
cocktail-name = Name
cocktail-components = Components
cocktail-prepared = Prepared
cocktail-mixed = components add up to { $ml } mL
cocktail-add = Add cocktail
cocktail-apply = Apply
cocktail-unnamed = Give the cocktail a name.
component-substance = Substance
component-strength = Concentration
component-unit = Unit
component-volume = Volume
component-manufacturer = Manufacturer
component-lot = Lot
component-expiry = Expiry
component-add = Add component
component-remove = Remove component
component-unnamed = Every component needs its substance.

# Selection
selected-one = No. { $number } selected
selected = { $count ->
    [one] 1 mark selected
   *[other] { $count } marks selected
 }
selected-several-regions = In several regions
selected-position = At { $x }, { $y }, { $z } mm (left, posterior, superior)
selected-volume = { $ml } mL together
selected-details = Codes and coordinates
selected-cocktail-short = Cocktail
selected-depth-and-volume = Depth, volume each
selected-depth-and-volume-of-one = Depth, volume
column-cocktail-short = Mix
selected-technique = Technique of the selection
selected-cocktail = Cocktail of the selection
selected-depth = Depth of the selection
selected-volume-each = Volume of each selected mark
selected-no-volume = Record no volume for the selection
selected-apply-next = As next mark
selected-mirror = Mirror
selected-void = Void…
selected-delete = Delete
differs-technique = Techniques differ
differs-cocktail = Cocktails differ
locus-left = { $region }, left
locus-right = { $region }, right
locus-both = { $region }, both sides
locus-midline = { $region }, midline
codes-of = of: { $region }
codes-of-why = This region has no code of its own in the sources; these are those of the area around it.

# Table of marks
marks-none = No marks yet. A click on the body places the first.
column-number = Sort by number
column-region = Region
column-technique = Technique
column-depth = Sort by depth
column-cocktail = Sort by cocktail
column-volume = Sort by volume
column-sort = Click to sort, again to turn round

# Totals
totals = Totals
totals-units = points · mL
totals-techniques = Techniques
totals-regions = Regions
totals-go = Select these marks and go there
totals-measuring = The area is being measured…
totals-extent = { $area } cm², { $density } marks per cm²
tally = { $points } · { $ml }
cocktail-left = Prepared { $prepared } mL, { $left } mL left
cocktail-over = Prepared { $prepared } mL, less than was injected
findings = Findings ({ $count })
findings-none = Nothing stands out.

# Comparison
compare-with = Compare
compare-stop = Stop comparing
compare-stop-short = Stop
compare-none = Choose a session of the course to see what was repeated, moved, added and dropped.
compare-title = What changed
compare-earlier = From { $session }
compare-later = to { $session }
layers-choose = Sessions shown
layers-beneath = Beneath the marks
layers-beside = Beside
compare-overlay = Overlay
compare-beside = Side by side
compare-swipe = Swipe
compare-blink = Blink
compare-edge = Edge between the sessions
command-show-course = Show the course
tab-course = Course
course-only-this = This is the only session of its course so far.
course-reading = Reading the sessions of the patient…
course-unread = { $count ->
    [one] One record of this patient can’t be read and isn’t shown.
   *[other] { $count } records of this patient can’t be read and aren’t shown.
}
course-all = All
course-play = Play
course-stop = Stop
course-scrubber = Session shown alone
course-sheet = Export the sheet…
course-trends = Trends…
course-show = Show { $session }
course-dim = Dim
course-dim-one = Dim { $session }
course-spot-none = Click on the skin to see what each session has there.
course-spot = At { $place }
course-spot-leave = Leave
course-spot-nothing = nothing within 15 mm
course-spot-mark = { $mm } mm away: { $mark }
heat-heading = Dose on the skin
sites-heading = Sites, before this session
sites-none = Nothing was done on this body before.
sites-plan = Against the plan of the course, give or take { $days } days.
heat-quantity = What is coloured
heat-none = nothing
heat-of-each = Each session
heat-of-together = Together
heat-of-record = Whole record
heat-width = Width of the kernel
heat-fixed = Fixed scale
heat-top = End of the scale, per cm²
heat-show-marks = Marks above the colours
heat-reckoning = Reckoning the dose…
compare-tolerance = Tolerance
compare-impossible = These sessions are charted on different bodies, so their points can't be matched.
compare-fields = Fields: { $summary }
compare-totals = { $before } → { $after } points · { $mlbefore } → { $mlafter } mL ({ $difference })
compare-repeated = repeated
compare-moved = moved
compare-added = added
compare-dropped = dropped
compare-changed = changed
compare-as-field = told as a field
compare-moved-from = Noise floor
compare-without-shift = Without common shifts
compare-moved-by = moved { $mm } mm
compare-moved-up-to = moved (≤ { $mm } mm)
compare-other-technique = other technique
compare-other-depth = other depth
compare-other-cocktail = other cocktail
compare-other-volume = other volume
compare-other-mixture = other mixture

# Canvas
picker-title = Choose a view
picker-figures = A click on the body goes to the view that shows that place best.
picker-figure = { $view }: choose a region
strip-all = All views…
canvas-name = Body, { $view }
mark-line = { $id }  ·  { $place }  ·  { $technique }, { $depth }  ·  { $cocktail }, { $volume }

# Export
export-title = Export
export-page-title = Title on the page
export-views = Views
export-page = Page
export-portrait = Portrait
export-landscape = Landscape
export-png = Picture of one page (PNG)
export-jpeg = Picture of one page (JPEG)
export-svg = Drawing of one page (SVG)
export-pdf-card = Document to print (PDF)
export-pdf = Document with lots, signatures and every mark (PDF)
export-dpi = Resolution
export-shows = Show
export-regions = Regions
export-guides = Guides, as on screen
export-session-alone = This session alone
export-comparison = What changed, in one picture
export-beside = Both sessions side by side
export-patient = Patient's name, birth date and number
export-patient-why = Without it, no name is in it.
export-attach = The session’s file attached (PDF/A-3a, else PDF/A-2a)
export-small = Smaller file, the body softer
export-copy = Copy picture
export-print = Print…
export-print-named = Print… opens a document in the system’s viewer. It names the patient.
export-print-unnamed = Print… opens a document in the system’s viewer. It doesn’t name the patient.
copy-picture-busy = Making the picture…
copy-picture-done = Picture copied, patient’s name not in it
copy-picture-done-named = Picture copied, patient’s name in it
copy-picture-failed = The picture could not be copied: { $why }
copy-picture-too-large = the page is too large for a picture
print-busy = Making the document…
print-busy-already = A document is being made. Print again once it is shown.
print-done = Opened in the system’s viewer: print it from there
print-failed = The document could not be shown: { $why }
print-no-viewer = no program on this system opens PDF documents; export the document instead, and print it where there is one
export-list = List of the marks beside it (CSV)
export-list-no-name = every name for the list of marks is taken
export-kind-session = This session
export-kind-card = Card for the patient
export-kind-course = Whole course
export-kind-sheet = Course at a glance
export-sheet-why = Every session in one view, dose on the skin, trends, and a table with lots and dose, as they are saved.
export-card-why = What was given, with lots and last days of use, where and when: for the patient to keep.
export-course-why = Every session of the course as it is saved, with the views that show its marks, after a page that lists them. Void sessions are left out.
export-course-empty = no session of the course counts
export-preview = Preview
export-preview-back = Back to the form
export-preview-previous = Previous page
export-preview-next = Next page
export-preview-busy = The pages are being made…
export-preview-page = Page { $page } as it will be
export-no-view = Choose at least one view.
export-unseen = { $count ->
    [one] 1 mark lies in none of these views.
   *[other] { $count } marks lie in none of these views.
 }
export-go = Export…
key-no-technique = No technique has the key { $key }.
key-no-cocktail = This session has no cocktail { $letter }.
marks-outside = { $count ->
    [one] { $count } mark elsewhere
   *[other] { $count } marks elsewhere
}
marks-outside-go = Show where most of them are
compare-choose = Compare with
unsaved-work = Unsaved work was found
unsaved-work-of = { $file }, { $since }
said-superseded = Somebody else saved another revision of this session. What you save will stand beside it, to be merged.
said-void-elsewhere = Declared void elsewhere: { $why }. What you charted is kept beside it, but can’t be saved until it counts again.
said-gone = The record of this session is not where it was: its folder was moved or renamed, or the disk is gone. What is on screen is still here; put the folder back, or save a copy.
state-old = Changed elsewhere
state-void = Can’t be saved: { $why }
state-gone = Record not found
export-busy = Exporting…
export-one-at-a-time = A picture is being made. Wait until it is done, or stop it, and export again.
export-progress = Exporting { $percent } %
export-stop = Stop the export
export-done = Exported { $file }
export-failed = { $file } could not be exported: { $why }
paper-a4 = A4
paper-a5 = A5
paper-letter = Letter
paper-own = Own size
paper-width = Width of the page
paper-height = Height of the page

# Paths
path-open-library = Open a library
path-save-copy = Save a copy of the session
path-export = Export
path-why = This computer offers no file dialog of its own, so here is ours.
path-folder = Folder
path-up = ↑ Parent folder
path-name = File name
path-exists = This file exists already.
marks-title = Export marks
marks-who = Every mark of this session as a list. No patient is named in it, but what is noted at a mark is.
marks-csv = Table (CSV)
marks-csv-why = For spreadsheets. Comes back without loss.
marks-json = Data (JSON)
marks-json-why = For programs. Comes back without loss.
marks-slicer = 3D Slicer markups (.mrk.json)
marks-slicer-why = Points, lines and areas in LPS millimetres. Technique and cocktail are told in words alone.
marks-fiducials = 3D Slicer fiducials (.fcsv)
marks-fiducials-why = Points alone, for older versions.
import-title = Import marks
import-file = File: { $file }
import-into = Into: { $target }
import-all-the-same = Import them all the same
import-differing = Here → in the file
import-mine = Keep them as they are here
import-theirs = Make them as they are in the file
import-new = Add those of the file as new marks
import-more = … and { $count } more
import-nothing = Nothing would change.
import-go = Import
import-ending = { $file } is no list of marks: its name ends in none of .csv, .json, .mrk.json and .fcsv
path-export-marks = Export marks
path-import-marks = Import marks
path-choose = Choose
path-overwrite = Overwrite

# Questions
unsaved-title = Save changes?
unsaved-text = { $session } has changes that are not in its file.
unsaved-discard = Discard changes
half-filled-title = Lose what you typed?
half-filled-text = The form that is open holds entries that were not taken over yet.
half-filled-back = Back to the form
half-filled-discard = Lose it
recovered-title = Unsaved work was found
recovered-text = This session was being charted on { $since } and never saved. The work is still there.
recovered-take = Restore it
recovered-drop = Discard it
forked-title = Somebody else saved this session too
forked-text = Your state and theirs grew from the same one. Both are kept, and neither is the session until a person says what becomes of them: open the session again and merge them.
recovered-old-text = This session was being charted on { $since }, from revision { $from }, and that work was never saved. Revision { $newest } was saved since. Restore it only to look at it or to save it as the next revision; what was saved stays.
said-altered = The file of this session is not as it was saved: it was changed outside of mesomap. Look at its revisions (F6) before you go on.
said-merged = Saved as revision { $number }
said-counts-again = The session counts again
said-doubts = This library isn’t as it should be. “mesomap verify” tells more.
    { $doubts }
said-unlogged = It is saved, but the ledger of the library can’t take an entry of it: its last entry can’t be read, or nothing can be written there. “mesomap verify” tells more.
said-signed = Signed: revision { $number }
sign-title = Sign “{ $name }”
sign-locks = The session is locked then. A change needs a reason, and both stay in the record.
sign-first = Nobody signs in this library yet. A key is made for you now.
sign-somebody-else = Everybody who signs in this library signed this already. A key is made for somebody new now.
author = Who says so, as recorded with the date
sign-who = Who signs
sign-new = Somebody new…
sign-name = Your name, as it is to be printed
sign-role = Role, such as physician (may stay empty)
sign-meaning = What the signature means
sign-meaning-treated = I gave this treatment
sign-meaning-read = I have read this record and agree
sign-passphrase = Passphrase
sign-again = Passphrase once more
sign-forgotten = At least { $least } characters. Nobody can recover a forgotten passphrase: you would sign with a new key then; what you signed stays signed.
sign-differ = The two differ.
sign-refused = This isn’t the passphrase of this signer.
relock-title = Change the signing passphrase
relock-text = Your key and all that you signed stay as they are. The older revision of the key stays in the library under the old passphrase.
relock-before = Passphrase so far
relock-after = New passphrase
relock-again = New passphrase once more
relock-go = Change it
said-relocked = From now on the new passphrase signs.
said-nobody-signs = Nobody signs in this library yet.
sign-keep = Ask for the passphrase again
sign-keep-not = each time
sign-keep-minutes = after { $minutes } minutes
sign-unlocked = Your passphrase is still known.
sign-go = Sign
sign-no-key = No key can be made: the name is too long to be printed, or the system gives no random numbers. Nothing was signed.
amend-title = Amend “{ $name }”
amend-text = It is signed. What was signed stays in the record as it is, and every change is saved beside it with your reason.
amend-why = Why it is changed
amend-go = Amend
amend-link = Amend…
header-signed = Signed by { $name }, { $date }
header-signed-foreign = Signed by { $name }, { $date }, with a key that nobody of this library has
header-signed-broken = The signature of { $name }, { $date }, doesn’t hold: the file isn’t what was signed
header-amended = amended since
header-signed-older = Signed by { $name }, { $date }, before the last change
amend-done = End amending
amend-done-does = Locks the session again; what is saved stays as it is.
said-signed-locked = The session is signed. To change it, choose “Amend…” under the patient’s name.
header-amending = being amended: { $why }
unsigned-title = { $count ->
    [0] No unsigned sessions
    [one] One session older than a day isn’t signed
   *[other] { $count } sessions older than a day aren’t signed
 }
unsigned-none = Every session that is older than a day is signed, or void.
unsigned-hint = Find by date, patient or title
unsigned-amended = amended since it was signed
unsigned-open = Open
session-signed = signed
session-amended = amended, not signed again
revision-because = Reason: { $why }
said-void-meanwhile = Somebody else changed the record meanwhile. Nothing was written; look at it, then decide again.
revisions-title = Revisions of this session
revisions-text = Every save is kept. The newest one counts; an older one can be looked at, compared, or restored as a new revision.
revisions-signed = The session is signed. An older revision is brought back by who amends it: choose “Amend…” first.
revisions-forked = Several revisions grew from one, and none of them counts until they are merged.
revisions-merge = Merge…
revision-numbered = Revision { $number }
revision-first = The first revision
revision-altered = This file is not as it was saved: it was changed outside of mesomap.
revision-unsaid = before revisions were kept
revision-said = { $at } · { $author } · { $why }
revision-said-by-nobody = { $at } · { $why }
revision-open = shown
revision-restore = Restore
revision-compare = Compare
revision-look = Look at
merge-title = Merge two revisions
merge-text = What only one of them changed is chosen already, and new marks are kept; look at it, decide the rest, and save. Both revisions stay.
merge-state = revision { $number }, { $at }, { $author }, { $why }
merge-open =
    { $count ->
        [one] { $count } choice is still open
       *[other] { $count } choices are still open
    }
merge-go = Merge and save
merge-nowhere = Session
merge-all = All from { $state }
merge-mark = Mark { $number }:
merge-cocktail = Cocktail { $letter }:
merge-details = Title, date, clinician, notes:
merge-none = none
merge-outcome = Outcome { $number }:
merge-keep-outcome = Keep (from { $state }): { $words }
merge-keep = Keep (from { $state })
merge-leave-out = Leave out
merge-removed = removed
merge-as = { $state }: { $depth } mm deep, { $ml } mL
merge-void = { $state }: void: { $why }
merge-as-at = { $state }: { $depth } mm deep, { $ml } mL, at { $place } mm
meanwhile-title = Somebody else changed this record
meanwhile-text = Nothing was saved yet. The form now stands upon what they saved; look at it, and save again.
    {""}
    { $changes }
meanwhile-taken = { $field }: theirs, "{ $theirs }"
meanwhile-contested = { $field }: yours stays; theirs is "{ $theirs }"
saved-revision = { $record }, revision { $number }
said-unconfirmed = It is saved, but the disk did not confirm that it will last through a power cut. Check the disk.
finishing-title = Almost done
finishing-text = Something is still being written. The window closes by itself when that is done.
finishing-stay = Keep the window open
finishing-at-once = Close without waiting
said-not-open = The session that this was meant for is no longer open. Nothing was changed.
job-broke = Something went wrong in the program itself ({ $job }), and what it was doing isn't done. The files are as they were. Please report this.
path-one-at-a-time = A file dialog is open already. Answer that one first.
failed-title = That didn't work

# Help
palette-hint = What do you want to do?
palette-nothing = No command has this name.
key-shift = Shift
key-left = Left
key-right = Right
key-up = Up
key-down = Down
key-page-up = Page Up
key-page-down = Page Down
key-home = Home
key-end = End
key-insert = Insert
key-delete = Delete
key-backspace = Backspace
key-escape = Escape
key-enter = Enter
key-space = Space
key-tab = Tab
shortcuts-title = Keys and gestures
shortcuts-mouse = On the body
shortcuts-keys = Keys
gesture-click = Click or tap
gesture-click-does = Place a mark; on a mark, select it, and by a double click all that was laid with it
gesture-alt-click = Alt + click
gesture-alt-click-does = Place a mark on top of another
gesture-alt = Alt held
gesture-alt-does = Place or move a mark without snapping
gesture-drag-mark = Drag a mark
gesture-drag-mark-does = Move it along the skin, with the rest of the selection
gesture-shift-click = Shift + click
gesture-shift-click-does = Add a mark to the selection, or take it out
gesture-shift-drag = Shift + drag
gesture-shift-drag-does = Select with a lasso
gesture-drag = Drag beside marks, or with the middle button
gesture-drag-does = Move the view
gesture-ctrl-drag = Ctrl + drag
gesture-ctrl-drag-does = Turn the body freely; near a named view it snaps
gesture-three-fingers = Drag with three fingers
gesture-wheel = Wheel or pinch
gesture-wheel-does = Zoom at the pointer
gesture-fill = Fill tool
gesture-handles = Ring and dot of a field
gesture-handles-does = Drag the ring: where a point, a row or the middle of rings lies. Drag the dot: the direction of the rows. A double click lets either go; with Tab they are reached, with the arrow keys moved
gesture-row = Row tool
gesture-measure = Measure tool
gesture-measure-does = Drag: the way along the skin. Click: the way from the midline. Shift-drag: the area of an outline
gesture-digits = 1 to 9
gesture-digits-does = Choose the technique
gesture-letters = A to F
gesture-letters-does = Choose the cocktail
help-more = Worth knowing
help-size = The patient’s size
help-size-does = One length of the head and one of the body, entered in the session’s details, make ruler, areas, places and scale bars the patient’s; the scale bar says so
help-place = Where a mark is
help-place-does = In words from a palpable landmark, along the skin: under the selected mark, in the list of marks, under the pointer and in the list beside an export
help-depth = Epidermis, dermis or fat
help-depth-does = The bar under the depth shows the layers of the region under the pointer by published means; “Needle…” works the depth out from inserted length and angle
help-guides = Guides
help-guides-does = Midline, thirds, fifths, 1 cm grid, levels of the spine and danger zones are in the menu View; point at a zone for its source. They are advisory
help-areas = Areas and density
help-areas-does = Point at a region’s total for its area in cm² and its marks per cm²
about-title = mesomap { $version }
about-text = Injection-map charting for face and body. Records are plain files in a folder that the clinic owns.
about-text-page = Injection-map charting for face and body. Records are plain files in this browser, and in every bundle that you export.
about-sources = The body is made from the MakeHuman base mesh (CC0). The typeface is Inter (OFL). mesomap records; it does not advise.

# Layers of the skin, and depth from the needle
skin-words = { $depth }: { $layers }; { $basis }
skin-or = { $first } or { $second }
skin-general = general layers
skin-measured = epidermis and dermis measure { $figure }
skin-band-to = { $layer } (to { $to })
skin-band-from = { $layer } (from { $from })
skin-band-between = { $layer } ({ $from } to { $to })
skin-band-sharp = { $layer } ({ $from }–{ $to })
skin-epidermis = The epidermis measures { $figure }
skin-source = Boundaries: { $source }
needle-button = Needle…
needle-next = Depth of the next mark from the needle
needle-selected = Depth of the selection from the needle
needle-title = Depth from the needle
needle-length = Needle length
needle-inserted = Inserted length
needle-angle = Angle between needle and skin
needle-depth = Depth: { $depth }
needle-rule = Inserted length × sine of the angle ({ $source }). Only the depth is recorded.
needle-review = A review found that most published intradermal injections missed the depth they claimed and over 70 % lay in fat ({ $source }).
needle-use = Use this depth

# Fields
tool-fill = Fill
command-fill-tool = Tool: fill skin with points
fill-heading = Field
fill-anew = Lay the field anew
fill-how = Click a region of the body; with Shift, one more; a second click takes it away. Or draw around some skin.
fill-how-row = Click where the row begins and where it ends; more clicks bend it.
fill-outline = What was drawn around
fill-painted = What the brush went over
fill-row = A row over { $count ->
    [one] one spot
   *[other] { $count } spots
 }
fill-outcome-row = { $count ->
    [one] 1 point
   *[other] { $count } points
 }
tool-row = Row
command-fill-region = Fill a region by its name…
command-row-tool = Tool: lead a row of points
fill-more-regions = { $count } more
fill-hexagonal = Hexagonal
fill-square = Square
fill-rows = Rows
fill-herringbone = Herringbone
fill-concentric = Rings
fill-even-random = Random
fill-pattern = Pattern
fill-margin = Margin
fill-direction = Direction
fill-direction-why = Of the rows, in degrees: 0 is to the right as you look at the skin, 90 up. Empty: across the body.
fill-anchor-free = Let the anchor go
fill-anchor = Anchor of the field
fill-direction-handle = Direction of the rows
fill-handle-does = Drag, or move with the arrow keys; a double click lets it go
fill-spacing = Spacing
fill-spacing-chip = { $mm } mm from point to point
both-sides = Both sides
command-both-sides = Mirror mode: what is done on one side is done on the other too
fill-points = Points
fill-total = Total
fill-outcome = { $count ->
    [one] 1 point
   *[other] { $count } points
} · { $area } cm² · { $density } per cm²
fill-keep-total = Keep { $ml } mL in all
fill-under-way = The field is being laid…
fill-too-many = That would be more than 20000 points. Choose a wider spacing or less skin.
fill-no-spacing = A spacing is 1 to 100 mm.
fill-not-treatable = This is no skin that is treated.
fill-not-yet = The field is still being laid. Try again in a moment.
fill-accept = Lay it
fill-drop = Drop it
field-of = Field of { $count } points, { $mm } mm apart
field-select = Select all of it
field-anew = Lay anew…
field-dissolve = Dissolve

# From the session before
command-take-over = Take over the marks of the session before
take-over-all = All its marks
said-taken-over = { $count } marks taken over from { $session }
take-over-nothing = Those marks of { $session } are here already.
said-copied = { $count } marks copied from { $session }
said-pasted = { $count } marks put back
paste-other-patient = These marks are another patient’s, or nobody knows whose. They were not put into this chart.
paste-nothing = The clipboard holds no marks.

# Lines and areas
tool-snap = Snap
command-snap = Snap to the midline, landmarks, guides’ crossings and other marks’ heights
snap-midline = midline
snap-crossing = crossing of guides
snap-level = as high as { $number }
tool-brush = Brush
tool-line = Line
tool-area = Area
command-brush-tool = Tool: paint points over the skin (brush)
command-wider-brush = Wider brush
command-narrower-brush = Narrower brush
command-line-tool = Tool: draw lines (threads, fans, crossed)
command-area-tool = Tool: draw areas (film, needling, electroporation)
line-heading = Lines
line-single = One
line-fan = Fan
line-crossed = Crossed
line-how = Drag from where the needle goes in to where it ends.
line-how-fan = Drag from the entry along the middle ray.
line-how-crossed = Drag along the middle of the square.
line-rays = Rays
line-degrees = Spread
line-spacing = Spacing of lines
area-heading = Area
area-how = Drag round it. The volume below is that of the whole area.
device-passes = Passes
device-needles = Needles
device-needle = Needle length
device-settings = Other settings of the device
gesture-brush = Brush tool
gesture-line = Line tool
gesture-area = Area tool
volume-per-line = Volume per line
volume-of-area = Volume of the area

# Formulary
command-recipe-cocktail = Add a cocktail by a recipe…
recipes-title = Cocktail by a recipe
recipes-hint = Part of a recipe’s name
recipes-none = There are no recipes yet: fill in a cocktail once and tick “Keep as a recipe of the formulary”.
recipes-nothing = No recipe has that name.
recipes-take = Add cocktail
recipes-gone = { $product } is no longer in the formulary
recipes-no-lot = no lot in date, will be asked
cocktail-keep = Keep as a recipe of the formulary, with products and lots
cocktail-discarded = Discarded
cocktail-discarded-why = Why it was discarded
cocktail-discarded-how-much = Say how much was discarded.
component-known = Known products…
said-learned = { $name } is a recipe of the formulary

# Remarks
command-remark = Remark on the selected marks…
edit-remark = a remark
selected-remark = Remark
remark-title = Remark on mark { $number }
remark-title-several = Remark on { $count } marks
remark-title-field = Remark on a field of { $count } marks
remark-note = Note
remark-symptom = Symptom, 0 (none) to 10
remark-reaction = Reaction
remark-of-each = Each of the marks gets it.
remark-save = Save remark

# Earlier sessions
command-take-over-from = Take over marks from a session of the course…
earlier-title = Take over marks from a session
earlier-hint = Part of a session’s title or date
earlier-nothing = There is no such session in this course.
earlier-count = { $count ->
    [one] 1 mark
   *[other] { $count } marks
}
earlier-take = { $count ->
    [one] Take over 1 mark
   *[other] Take over { $count } marks
}
earlier-all = All regions
earlier-none = No region
earlier-around = Only what I draw around…
taking-from = Taking over from { $session }
taking-how = Its marks are shown pale on the body: drag around those that are to be taken over, in any view, as often as needed. Escape ends it.
taking-end = Done
taking-none = No mark of { $session } lies inside what was drawn.
gesture-taking = Taking over what is drawn around (Ctrl+Shift+T, Shift+Enter)

# Protocols
command-lay-protocol = Lay a protocol…
command-save-protocol = Save the selected marks as a protocol…
protocols-title = Lay a protocol
protocols-hint = Part of a name: migraine, face, paraspinal
protocols-nothing = No protocol has that name.
protocols-lay = Lay
protocols-revision = Revision { $revision }
protocols-cocktail = Cocktail { $letter }:
protocol-title = { $count ->
    [one] Save a mark as a protocol
   *[other] Save { $count } marks as a protocol
}
protocol-text = It can then be laid on any patient of either body. Fields are laid anew at their spacing, single points lie at the same anatomy. Saved under a name that there is, it becomes that protocol’s next revision.
protocol-save = Save protocol
protocol-name = Name
protocol-source = Source, in words
said-laid = { $name }: { $count ->
    [one] 1 mark
   *[other] { $count } marks
}
said-laid-undosed = { $name }: { $count ->
    [one] 1 mark
   *[other] { $count } marks
}, { $undosed } of them without a volume: the cocktail doesn’t tell how much of the substance it holds
said-protocol = { $name } is saved, revision { $revision }
said-protocol-left = { $name } is saved, revision { $revision }, without { $left ->
    [one] 1 line or area
   *[other] { $left } lines and areas
}: protocols hold points
protocol-no-landmark = “{ $name }” can’t be laid: it names the landmark “{ $text }”, which this body doesn’t have. Correct its file.
protocol-no-depth = “{ $name }” can’t be laid: it tells no depth for “{ $technique }”, and none is usual. Write depth_mm into its file.
protocol-too-many = “{ $name }” can’t be laid: a field has at most { $most } points. Make its spacing larger.

# Doses
dose-per-point = { $unit } of { $substance } per point

regions-title = Fill a region
regions-hint = Part of a region’s name: cheek, forehead, thigh left
regions-nothing = No region is called so.
regions-fill = Add to the field

# Brush
brush-heading = Brush
brush-how = Drag over the skin: points appear at the spacing, never nearer to those that are there. Shift-drag takes points away; Shift and the wheel, or [ and ], change the radius.
brush-radius = Radius
brush-erases = Takes points away
brush-painted = { $count ->
    [one] 1 point
   *[other] { $count } points
}

# Left and right
command-left-right = Left and right…
sides-title = Left and right
sides-all = All
sides-left = Left
sides-right = Right
sides-sum = { $count ->
    [one] 1 point
   *[other] { $count } points
} · { $ml } mL
sides-midline = In the midline: { $sum }
sides-offsets = { $pairs ->
    [one] 1 mark has
   *[other] { $pairs } marks have
} a counterpart within { $tolerance } mm of the mirror image. Offset along the skin: median { $median } mm, largest { $largest } mm.
sides-drift = On average the right side lies { $way } to the mirror image of the left.
sides-farthest = Farthest off: mark { $right } at the right lies { $way } to the mirror image of mark { $left }.
sides-no-pairs = No mark has a counterpart within { $tolerance } mm of its mirror image.
sides-how = The tolerance is that of the comparison. What differs between the sides is bold.
sides-select-single = Select { $count } without a counterpart
sides-select-unlike = Select { $count } given differently
sides-too-dense = The marks lie too densely to find their counterparts. Choose a smaller tolerance on the tab Compare.

read-only-newest-broken = Read only, and not the newest: this is { $shown }; { $newest } is newer and can't be read
header-patient-forked = The patient’s record has several revisions to merge: allergies aren't shown
header-patient-unread = The patient’s record can't be read: allergies aren't shown
entry-forked-short = Several revisions to merge
entry-unreadable-short = Can't be read
revisions-show = Show its revisions…
revisions-short = Revisions…
revisions-title-of = Revisions: { $name }
revisions-broken = The newest revision ({ $states }) can't be read. Nothing takes its place by itself: look at the newest one that can be read, and restore it if it is right. The broken file stays as it is.
revision-broken = can't be read
revision-from-broken = It grew from a revision that can't be read
revision-says = All that it says
merge-state-by-nobody = revision { $number }, { $at }, { $why }
said-still-forked = That is saved. Other revisions are left that nobody has merged yet.
unsettled-forked-title = Several revisions to merge
unsettled-broken-title = The newest revision can't be read
changes-part = { $part }: { $before } → { $after }
part-nothing = –
part-recipe = Recipe { $name }
part-offered = { $name }, offered or not
part-protocol = Protocol
part-protocol-is = { $name }, revision { $revision }, { $steps ->
        [one] { $steps } step
       *[other] { $steps } steps
    }, { $source }
course-planned-short = Planned sessions, in days
rejoin-title = Merge: { $name }
rejoin-text = Several people or machines saved this record from the same state. What only one of them changed is chosen already; look at it, decide the rest, and save. All revisions stay.
rejoin-broken = This one can't be read and isn't part of the merge; it stays as it is: { $why }
rejoin-only = only { $state } changed it
rejoin-several = to be decided: not all say the same
rejoin-decided = decided
rejoin-before = Before: { $before }
rejoin-says = { $state }: { $words }
rejoin-all = All
rejoin-left-out = Left out: { $allergies }
rejoin-beyond = They differ in something that isn't shown here.
rejoin-same = The same in all:
rejoin-ready = All is decided
part-line = { $part }: { $words }

# What is declared void
void-title-marks = { $count ->
    [one] Declare a mark void
   *[other] Declare { $count } marks void
 }
void-title-session = Session “{ $name }”
void-title-course = Course “{ $name }”
void-title-patient = Patient { $name }
void-text-marks = Void marks stay in the record with their reason. They are hidden and count in no total. For marks that were never injected as charted.
void-text-session = A void session stays in the record with its reason. It is hidden, read only, and counts nowhere. It is saved at once.
void-text-record = A void record stays where it is with its reason. It is hidden, and nothing is added to it. Who declared it void, and when, is kept.
void-reason = Reason
void-go = Declare void
void-why = Void: { $why }
void-short = void
void-again-text = It can count again; that it was void stays in its revisions.
void-count-again = Count again
void-hidden = { $count } void, hidden
void-mark = { $number }, { $place }
void-hide = Hide what is void
void-count-all-again = Count all { $count } again
void-mark-again = Count mark { $number } again
field-void = Void

# The session to a picture archive
command-send = Send to PACS…
command-unsent = Not yet sent…
send-title = Send to PACS
send-archive = To
send-host = Host
send-port = Port
send-called = Its AE title
send-calling = Our AE title
send-test = Test connection
send-asking = asking…
send-named = Name the patient in the pictures too
send-saved = Sent as it is saved: each view as a picture, and the report, which names the patient.
send-unsaved = What isn’t saved yet isn’t sent: the session goes as it was saved last.
send-go = Send
send-stop = Stop
send-sending = { $count ->
        [one] sending… { $count } answer
       *[other] sending… { $count } answers
    }
send-answers = Answers
send-all-stored = Everything is stored.
send-kept = { $failed } not stored, { $kept } of them kept in the library: File, Not yet sent…
send-no-patient = A session that lies in no patient’s course, or was never saved, can’t be sent: an archive files by the patient.
send-no-random = The system has no random numbers to give, of which new identifiers are made. Nothing was sent.
send-one-at-a-time = Something is being sent already.
unsent-title = { $count ->
        [0] Nothing waits to be sent
        [one] { $count } object waits to be sent
       *[other] { $count } objects wait to be sent
    }
unsent-none = What an archive doesn’t store is kept here until it does.
unsent-why = The archive didn’t store these. They are kept in the library until it does, or until you discard them.
unsent-strange = { $file } is kept here, but can’t be read.
unsent-again = Send again
unsent-discard = Discard…
unsent-discard-yes = Discard for good
unsent-discard-no = Keep
unsent-to = Send to { $to }
command-export-fhir = Export for a record system (FHIR)…
record-title = To a record system (FHIR)
record-saved = It goes out as it was saved last, with its report.
record-address = Address, such as http://localhost:8080/fhir
record-in-the-clear = { $to } is on another machine: what is sent can be read on the way.
record-file = To a file…
record-not-packed = The transaction could not be made.
command-drop = Put into a watched folder…
path-export-fhir = Export for a record system
path-drop = The watched folder
said-dropped = Put into the watched folder: { $file }

# Finding in the whole library
command-find-in-library = Find in the library…
path-export-found = Export what was found
search-title = Find in the library
search-lot = Who had a lot
search-overdue = Who is overdue
search-substance = Who had a substance
search-lot-hint = Lot, or a part of it
search-overdue-hint = On which day; empty is today
search-substance-hint = Substance, or a part of its name
search-region = Region
search-anywhere = Anywhere
search-any-side = Either side
search-left = Left
search-right = Right
search-reading = Reading the library, { $percent } %
search-read = Read the library
search-busy = Looking…
search-nothing-asked = Type what is looked for.
search-csv = Export as a table…
search-file = found
search-open = Open the session
command-outcomes = Outcomes…
command-trends = Trends…
outcomes-title = Outcomes
outcomes-none = Nothing was assessed in this session yet.
outcomes-read-only = This session can’t be changed here: what is signed is amended first.
outcomes-add = Add outcome
outcomes-change = Change outcome
outcomes-edit = Change
outcomes-remove = Remove
outcomes-choose-scale = Choose a scale
outcomes-place = Of
outcomes-both-sides = both sides
outcomes-today = Now
outcomes-of-session = As the session
outcomes-by = Assessed by
outcomes-note = Note
outcomes-sources = Sources: { $sources }
outcomes-no-number = This is no number of the scale.
trends-title = Trends over the sessions
trends-measure = Follow
trends-regions = by region
trends-parts = by region and side
trends-sides = by side
trends-all = All { $count } lines
trends-nothing = Nothing to show: no session of the course has a value of this.
trends-day = day { $day }
trends-sessions = Sessions: { $sessions }
trends-values = All values in words
trends-save = Save { $format }…
trends-file = trend

# Bundles
command-export-bundle = Export a bundle…
command-open-bundle = Take in a bundle…
path-export-bundle = Export a bundle
path-open-bundle = Take in a bundle
pack-title = Export a bundle
pack-text = One file with every state of every record, which mesomap opens on any machine, and any program for zip files.
pack-library = The whole library { $name }
pack-patient = { $name } alone
pack-course = The course { $title } of { $name }
pack-encrypt = Encrypt it
pack-passphrase = Passphrase of the bundle
pack-again = The same again
pack-done-unsaved =
    { $sessions ->
        [one] { $file } is written. The unsaved work of { $sessions } session isn’t in it: save that, and export again.
       *[other] { $file } is written. The unsaved work of { $sessions } sessions isn’t in it: save that, and export again.
    }
pack-only-here =
    { $states ->
        [one] { $states } save only here
       *[other] { $states } saves only here
    }
pack-only-here-why = Browsers may clear what a page keeps. Click to export a bundle.
take-title = Take in a bundle
take-into = All of it goes into the library { $library }. What is there stays as it is.
take-new = No library is open: this folder becomes one.
take-same-person = I looked at both: it is the same person
take-busy = Working on it…
take-go = Take it in
