# Texts of the room `cli`. A term is written as the field writes it; places in braces are filled by the program.

# When no window can be opened
no-window-advice =
    mesomap could not open its window. The system says: { $error }

    A window needs a display (X11 or Wayland) and OpenGL. On Debian and Ubuntu, these packages bring
    what may be missing:

        sudo apt-get install { $packages }

    Without a display, everything but the window works; mesomap --help lists it. A picture of a session:

    {"    "}{ $command }

no-window-advice-windows =
    mesomap could not open its window. The system says: { $error }

    A window needs OpenGL 2.0 or newer, which comes with the driver of the graphics card.

    - Update that driver: by Windows Update, or from whoever made the computer.
    - Over Remote Desktop, Windows may offer an older OpenGL: start mesomap at the computer itself.

    Without a window, everything else works; mesomap --help lists it. A picture of a session:

    {"    "}{ $command }

# Where the window system gives no reason
no-window-stopped = the graphics library stopped

# Messages
cli-error = mesomap: { $message }
cli-no-such-path = { $path }: there is no such file or folder
cli-output-failed = standard output can't be written: { $error }
cli-no-window-in-this-build =
    mesomap: this build has no window. It was made without the feature "app"; build it again with
    cargo build --release, or use the commands that mesomap --help lists.

# Help of the whole program. Lines stay under 100 characters.
cli-about =
    mesomap charts injections on a real body surface: every point with its place in millimetres, technique,
    depth, cocktail and volume, a file per session. Without a command it opens its window. The commands
    below need no display.
cli-usage =
    mesomap [PATH]
    {"      "} mesomap <COMMAND> [OPTIONS]
cli-path = A library folder or a session file to open in the window
cli-after-help =
    Examples:
      mesomap charts                                     open the sample library in the window
      mesomap export S2.ron --view face-front -o S2.png  a page with the front of the face
      mesomap export S2.ron --compare S1.ron --view face-front,face-left-profile -o S2.png
      mesomap compare S1.ron S2.ron                      what was repeated, moved, added, dropped
      mesomap marks S2.ron > S2.csv                      every mark with its place in words
      mesomap regions                                    every region with its codes
      mesomap check charts                               whether all files are in order

    "mesomap <COMMAND> --help" says more about a command.

    Exit status: 0 done, 1 check found something, 2 wrong usage, 3 a file can't be read or written, or
    no window opens.

# Words of every help
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-help = Print help
cli-version = Print version
cli-default = [default: { $value }]
cli-possible-values = [possible values: { $values }]

# Wrong usage
cli-wrong = error: { $what }
cli-wrong-unknown-argument = unexpected argument '{ $argument }' found
cli-wrong-unknown-verb = unrecognized subcommand '{ $verb }'
cli-wrong-missing = the following required arguments were not provided:
cli-wrong-no-value = a value is required for '{ $argument }' but none was supplied
cli-wrong-value = invalid value '{ $value }' for '{ $argument }'
cli-wrong-number = invalid value '{ $value }' for '{ $argument }': it must be a number
cli-wrong-whole-number = invalid value '{ $value }' for '{ $argument }': it must be a whole number from 0 on
cli-wrong-too-many-values = unexpected value '{ $value }' for '{ $argument }' found; no more were expected
cli-wrong-twice = the argument '{ $argument }' cannot be used multiple times
cli-wrong-conflict = '{ $argument }' cannot be used with { $others }
cli-wrong-utf8 = invalid UTF-8 was detected in one or more arguments
cli-tip = tip: { $tip }
cli-tip-similar = there is '{ $word }', which is similar
cli-tip-as-value = to pass '{ $argument }' as a value, use '-- { $argument }'
cli-more-help = For more information, try '--help'.

# Help of the commands
cli-views = List the views that can be exported
cli-regions = List the regions of the body with their codes (SNOMED CT, DICOM, Uberon, FMA)
cli-regions-json = Write one JSON object (schema mesomap-regions-1), with terms and licence, instead of the table
cli-regions-after-help =
    A region without a code is one for which no source has any. SNOMED CT may need a licence outside
    DICOM; --json tells whose the codes are and who may use them.

    Examples:
      mesomap regions | grep -i cheek
      mesomap regions --json > regions.json
# Encrypted libraries
cli-heading-sealed = Encrypted libraries
cli-passphrase-file = Open an encrypted library: its passphrase is this file's first line
cli-identity = Open an encrypted library with this key file
cli-seal-ask = Passphrase of { $path }:
cli-seal-ask-new = New passphrase:
cli-seal-ask-again = Once more:
cli-seal-no-key = { $path } holds no key: a line that begins with AGE-SECRET-KEY-1
cli-seal-unread = { $path } can't be read as text
cli-seal-no-recipient = { $text } is no public key: it begins with age1
cli-seal-no-way = say what will open the library: --new-passphrase-file, --key-file or --recipient
cli-seal-short = a passphrase has { $least } characters or more
cli-seal-folder = The folder of the new library: a new one, or an empty one
cli-seal-copied =
    { $files ->
        [one] { $files } file copied and compared
       *[other] { $files } files copied and compared
    }, { $missing } that couldn't be read; the new library is { $path }
cli-encrypt = Copy a library into a new encrypted one
cli-encrypt-library = The library to copy; it stays as it is. An encrypted one gets another passphrase in this way
cli-encrypt-passphrase = The first line of this file will open the library; else it is asked for
cli-encrypt-key-file = Write a new key file that opens the library too; keep it elsewhere
cli-encrypt-recipient = An age public key whose key file opens the library too; may be repeated
cli-encrypt-after-help =
    Names and contents are encrypted; how many files there are, how long each is and when it was
    written can still be seen. Every file is one that the age tool opens with the library's key.

    A forgotten passphrase is final: without it or a key file nobody can open the library, ever.

    Examples:
      mesomap encrypt LIBRARY NEW_FOLDER --key-file /elsewhere/key.txt --new-passphrase-file secret.txt
      mesomap check NEW_FOLDER --identity /elsewhere/key.txt

    Exit status: 0 done, 1 something couldn't be read or isn't as it was saved, 2 wrong usage, 3 the
    library can't be read or the folder can't be written.
cli-export-plain = Copy a library, decrypted, into a new plain one: the way out of encryption
cli-export-plain-after-help =
    Every file is written as it was before it was encrypted, byte for byte, and compared; then the new
    library is verified. What can't be read is told and left out. The encrypted one stays as it is.

    Examples:
      mesomap export-plain LIBRARY NEW_FOLDER
      mesomap export-plain LIBRARY NEW_FOLDER --identity /elsewhere/key.txt

    Exit status: 0 done, 1 something couldn't be read or isn't as it was saved, 2 wrong usage, 3 the
    library can't be read or the folder can't be written.
cli-bundle = Write a library, a patient or a course into one file, with all states of all records
cli-bundle-folder = The folder of the library, of a patient or of a course in it
cli-bundle-output = The bundle; its name ends in .mesomap by custom
cli-bundle-encrypt = Encrypt it under a passphrase that is asked for; a forgotten one is final
cli-bundle-passphrase = Encrypt it; its passphrase is the first line of this file
cli-bundle-author = Who bundles, as the bundle will say
cli-bundle-plain = The library is encrypted, but this bundle is not: whoever has it can read it (--encrypt)
cli-bundle-unread = { $path }: { $why }
cli-bundle-file = File
cli-bundle-bytes = Bytes
cli-bundle-sha256 = SHA-256
cli-bundle-after-help =
    A bundle is a zip of the files as they lie in the library and of manifest.ron, which lists each with
    its SHA-256. Encrypted it is an age file: 'age -d' opens it too. Unsaved work is not in it; the
    ledger of the library isn't either, but how large it was and its root are. Of a patient or a course
    the bundle holds the keys of those who signed there, each under its owner's passphrase.

    Examples:
      mesomap bundle charts/anna-sample -o anna.mesomap
      mesomap bundle charts -o all.mesomap --encrypt
cli-unbundle = Take a bundle into a library: nothing is replaced, what went on in both is a fork
cli-unbundle-file = The bundle
cli-unbundle-into = The library that takes it in; a folder that is new or empty becomes one
cli-unbundle-list = Only verify the bundle and list what is in it
cli-unbundle-accept-patient = Take in a patient who has another name or date of birth here
cli-unbundle-passphrase = The first line of this file opens the bundle; else it is asked for
cli-unbundle-author = Who takes it in
cli-unbundle-after-help =
    All of the bundle is verified before anything is written. Patients, courses and sessions are known
    by their ids, whatever their folders are called. The same bundle once more changes nothing. The
    exit status is 1 where something needs a look, such as a fork.

    Examples:
      mesomap unbundle anna.mesomap --list
      mesomap unbundle anna.mesomap --into charts
cli-verify = Verify a library: whether every revision is what its ledger says, and every signature holds
cli-verify-library = The folder of a library, or any file in it
cli-verify-against = A checkpoint that was kept outside of the library; may be given more than once
cli-verify-save = Write the newest checkpoint to this file, to be kept elsewhere
cli-verify-after-help =
    Each thing that isn't as it was saved is a line that names its file. Nothing is changed.

    The ledger alone finds what is edited, deleted, added or put in another order. Whether its end was
    cut, or all of it written anew, only a checkpoint tells that is kept elsewhere.

    Examples:
      mesomap verify LIBRARY --save-checkpoint /elsewhere/today.txt
      mesomap verify LIBRARY --against /elsewhere/last-year.txt

    Exit status: 0 all is as it was saved, 1 something isn't, 2 wrong usage, 3 LIBRARY can't be read.
cli-verify-no-checkpoint = { $path } holds no checkpoint: three lines, the ledger, its size and its root
cli-verify-read = { $revisions } revisions read, { $signatures } signatures that hold, { $found } found
cli-verify-before = { $count } of them were saved before there was a ledger; a later revision vouches for each
cli-verify-no-ledger = This library has no ledger yet: the next save begins one
cli-verify-ledger = ledger { $ledger }, { $size } entries, the last on { $last }, root { $root }
cli-verify-checkpoint-exists = { $path } is there already and vouches for an earlier state; give another name
cli-verify-alone = No outside copy was given (--against): whether its end was cut isn't known
cli-verify-vouch = Have this workstation sign the newest checkpoint, in the library
cli-verify-trust = Forget what this workstation saw of the library, and trust it as it is
cli-verify-stamp-request = Write a request for a time-stamp (RFC 3161) over the newest checkpoint
cli-verify-stamp-token = Read the authority's answer, and keep it beside the checkpoint
cli-verify-no-workstation = This system has no place for what is a workstation’s own
cli-verify-voucher = workstation { $workstation } vouches for { $size } entries, the last of them on { $at }
cli-verify-stamp = time-stamp of { $at } UTC over { $size } entries, as it says: { $path }
cli-verify-stamp-kept = kept: a time-stamp of { $at } UTC over { $size } entries; who made it, “openssl ts -verify” tells
cli-verify-stamp-not-kept = { $path } isn’t kept: { $why }
cli-verify-copy = last outside copy: { $kind }, { $at }, { $size } entries, { $days ->
        [0] today
        [1] a day ago
       *[other] { $days } days ago
    }
cli-verify-no-copy = Nothing is known of an outside copy: no export bears this library’s size and root
cli-prove = Write one patient's proof: that their revisions stand in the ledger, with nobody else in it
cli-prove-after-help =
    Examples:
      mesomap prove LIBRARY/anna-sample -o anna.proof
      mesomap check-proof anna.proof COPY/anna-sample

    Exit status: 0 done, 2 wrong usage, 3 the folder can't be read or FILE can't be written.
cli-prove-patient = The folder of a patient in a library
cli-prove-output = Where to write it
cli-prove-nothing = { $path }: the ledger holds nothing of what lies there
cli-check-proof = Check one patient's proof, and that patient's files, without the library
cli-check-proof-after-help =
    A proof leads each revision to the root of a checkpoint. That the checkpoint is the library's, a
    copy tells that stands on an export or was kept elsewhere (--against).

    Examples:
      mesomap check-proof anna.proof
      mesomap check-proof anna.proof COPY/anna-sample --against /elsewhere/today.txt

    Exit status: 0 all holds, 1 something doesn't, 2 wrong usage, 3 something can't be read.
cli-check-proof-file = A proof
cli-check-proof-patient = The folder of the patient, wherever it was copied to
cli-check-proof-against = A checkpoint that was kept elsewhere when the proof was made
cli-check-proof-none = { $path } holds no proof
cli-check-proof-faulty = entry { $entry } doesn’t lead to the root: it was changed
cli-check-proof-gone = entry { $entry } proves revision { $number } of a { $kind }, saved { $at }, and no such file is there
cli-check-proof-unproved = { $path } isn’t what was saved, or was saved after the proof was made
cli-check-proof-same = the checkpoint is the one that was kept
cli-check-proof-other = the checkpoint isn’t the one that was kept
cli-check-proof-read = { $entries } entries lead to the root, { $files } files are what was saved; ledger { $ledger }, { $size } entries, root { $root }
cli-erase = Erase a patient's records for good, at the end of their retention
cli-erase-after-help =
    What is in the records goes, with work that was never saved; the ledger keeps its entries, and a
    record that says when, by whom, why and how many. So all else can be verified as before, and an
    erasure can't pass for a loss nor a loss for an erasure. Backups and exports aren't reached.

    Refused while a session of the patient is open, and while anything waits to be sent.

    Examples:
      mesomap erase LIBRARY/anna-sample --reason "ten years have passed"

    Exit status: 0 done, 1 something that is no record lies there still, 2 wrong usage or not
    confirmed, 3 it can't be erased.
cli-erase-reason = Why, as the library will say
cli-erase-author = Who erases
cli-erase-yes = Erase without asking
cli-erase-no-reason = Say why (--reason)
cli-erase-about = { $path } ({ $name }): { $records } records, { $files } files. Erasing them is final.
cli-erase-ask = Type { $folder } to erase them:
cli-erase-not-confirmed = Nothing was erased: it wasn’t confirmed (--yes where nobody can be asked)
cli-erase-done = { $files } files erased, { $left } left that are no records
cli-marks = List the marks of a session with their places in words, or write them for other programs
cli-marks-language = Language of regions, places and techniques.
cli-marks-after-help =
    Examples:
      mesomap marks S2.ron > S2.csv
      mesomap marks S2.ron -o S2.mrk.json
cli-marks-output = Where to write it: .csv, .json, or .mrk.json or .fcsv for 3D Slicer
cli-marks-ending = { $path }: a list of marks is a file .csv, .json, .mrk.json or .fcsv
cli-import = Take marks from a file into a session: CSV, JSON, or points and curves of 3D Slicer
cli-import-session = A session that can be changed; what it has is kept as a revision
cli-import-file = The file: .csv, .json, .mrk.json or .fcsv
cli-import-dry-run = Say what would happen, and write nothing
cli-import-mine = Marks that differ stay as they are in the session (that is so unasked)
cli-import-theirs = Marks that differ become what they are in the file
cli-import-new = Marks that differ come as new marks beside those of the session
cli-import-accept-foreign = Take marks also from a list of another session
cli-import-author = Who imports, for the revision
cli-heading-next-mark = For marks of 3D Slicer, which say no more than where
cli-import-technique = The technique, by its identifier
cli-import-depth = The depth; the technique's own where it isn't said
cli-import-cocktail = The cocktail of the session
cli-import-volume = The volume of each mark
cli-import-needs-technique = A file of 3D Slicer says no more than where: say --technique, and --cocktail and --volume if there are any
cli-import-needs-depth = This technique has no depth of its own: say --depth
cli-import-not-exact = { $value } is no value that a record keeps
cli-import-foreign = { $path }: { $why }. Say --accept-foreign to import its marks all the same
cli-import-foreign-accepted = { $path }: { $why }
cli-import-nothing-written = Nothing was written.
cli-import-unsettled = { $path } has work that was never saved, or was changed outside of mesomap: open it in the window first
cli-import-saved = { $path }: saved as revision { $number }
cli-import-after-help =
    Marks are told by the session that they are of and their identity there; marks of another session,
    or without one, are new. Techniques and cocktails are never made up: a mark of one that isn't in
    the session stays out, and is named. A list of another session is refused without --accept-foreign.

    Examples:
      mesomap marks S2.ron -o S2.csv
      mesomap import S2.ron S2.csv --dry-run
      mesomap import S2.ron points.mrk.json --technique papule --depth 2 --cocktail A --volume 0.05

    Exit status: 0 done, 1 marks were left out, 2 wrong usage, 3 a file can't be read or written.
cli-check = Check a file or a whole library: a line for each thing that is wrong or stands out
cli-check-path = A session, course, patient or library file, or a folder that holds such files
cli-check-after-help =
    Each line reads "file:line:column: message". Nothing is changed.

    A line that begins its message with "note:" compares depths with published figures; it changes
    no exit status.

    Exit status: 0 nothing found, 1 something found, 2 wrong usage, 3 PATH can't be read.
cli-export = Draw views of a session, or its comparison with an earlier one, as a page for the record
cli-export-session = The session file
cli-export-session-or-course = The session file; or the folder of a course, for a PDF of all its sessions
cli-export-compare = Show what changed since this earlier session
cli-export-after-help =
    The page carries title, date, legend, scale bar, sides and totals. Its physical size is in the file.

    Examples:
      mesomap export S2.ron --view face-front -o S2.png
      mesomap export S2.ron --view face-front --view face-left-profile --landscape --dpi 150 -o S2.png
      mesomap export S2.ron -o S2.pdf
      mesomap export S2.ron --card --paper a5 -o card.pdf
      mesomap export charts/PATIENT/COURSE -o course.pdf
      mesomap export S2.ron --compare S1.ron --view face-front --title "Session 2" -o change.png
cli-compare = Compare two sessions of a course, point by point in millimetres along the skin
cli-compare-before = The earlier session; or alone, the folder of a course: its first session against its last
cli-compare-after = The later session
cli-compare-protocol = Compare what a protocol asks for with the session, by its name or identifier
cli-compare-one = { $path } is compared with nothing: give a second session, a --protocol, or the folder of a course with two sessions that count.
cli-compare-no-protocol = No protocol is called "{ $name }"; there are: { $known }.
cli-compare-moved-from = Count a point that lies nearer to its old place as repeated, not moved
cli-accept-newer = Go on with a session of a newer version, without what this one doesn't know
cli-newer = { $path } was written by a newer version ({ $schema }) and may hold what this one doesn't know. Nothing was made of it; use that version, or --accept-newer to go on without.
cli-newer-accepted = { $path } was written by a newer version ({ $schema }): what this one doesn't know is left out.
cli-accept-void = Go on with a session that was declared void
cli-void = { $path } is void: { $why } Nothing was made of it; --accept-void goes on all the same.
cli-void-accepted = { $path } is void: { $why }
cli-accept-forked = Go on where the patient's or course's record is two unmerged states
cli-forked = { $why }. Nothing was made of it; --accept-forked goes on without naming patient and course.
cli-forked-accepted = { $why }. Patient and course are not named.
cli-compare-without-shift = Count as moved only what lies elsewhere than its body part as a whole
cli-compare-json = Write one JSON object (schema mesomap-comparison-3) instead of the tables
cli-compare-tolerance-help = The furthest that a point can have moved, in mm along the skin
cli-compare-after-help =
    Points are paired one to one with the smallest total distance. Each table gives points and millilitres
    before and after, and the difference.

    Examples:
      mesomap compare S1.ron S2.ron
      mesomap compare S1.ron S2.ron --tolerance 3 --json
      mesomap compare S1.ron S2.ron --view face-front -o change.png

# Help of what export and compare share
cli-heading-picture = Picture
cli-picture-view = A view, see "mesomap views"; those that show the marks if none is named
cli-picture-output = Where to write it: .png, .jpg, .svg, or .pdf with lots and all marks
cli-picture-dpi = Dots per inch; small marks keep their letter from 150 on
cli-picture-paper = The paper
cli-picture-landscape = Turn the paper on its side
cli-picture-size = Any other paper, in mm, such as 200x150
cli-picture-title = The heading, instead of the session's title
cli-picture-side-by-side = Show both sessions side by side, not laid over each other
cli-picture-regions = Draw and name the regions
cli-picture-guides = Guides, separated by commas: midline, thirds, fifths, grid, spine, danger
cli-picture-patient-name = Name the patient in a picture; a PDF does so anyway
cli-picture-no-patient-name = Leave the patient unnamed in a PDF
cli-picture-no-record = Don't attach the session's file to a PDF: PDF/A-2a
cli-picture-small = A smaller PDF: the body softer, text and marks as sharp
cli-picture-allow-missing-characters = Write boxes for characters that no font has, instead of failing
cli-picture-force = Overwrite FILE if it is there

# mesomap export
cli-export-exists = { $path } is there already; give another name, or --force to overwrite it
cli-export-ending = { $path }: a page is written as .png, .jpg, .svg or .pdf; end the name with one of them
cli-export-not-written = { $path } can't be written: { $error }
cli-export-no-patient = { $path } doesn't lie in a library with a readable patient, so there is no name to write
cli-export-missing-characters = { $missing } Nothing was written; install a font that has them, or write the page with boxes by --allow-missing-characters.
cli-export-card = A card for the patient to keep: products, lots, places, date
cli-export-course = A whole course is written as .pdf, without --view, --compare or --card.
cli-export-course-empty = { $path }: no session of the course counts
cli-export-course-void = { $count ->
    [one] One void session is left out.
   *[other] { $count } void sessions are left out.
}
cli-export-side-by-side-alone = --side-by-side needs a second session: name the earlier one with --compare.
cli-export-unknown-view = there is no view "{ $view }"; the views are: { $views }
cli-export-unknown-guide = there is no guide "{ $guide }"; the guides are: { $guides }
cli-export-size = "{ $size }" is no size; write width and height in mm, such as 200x150

# mesomap check
cli-check-found =
    { $files ->
        [one] { $files } session, { $found } found
       *[other] { $files } sessions, { $found } found
    }
cli-check-note = note: { $sentence }
cli-check-notes =
    { $notes ->
        [one] { $notes } note, which compares a depth with published figures and doesn't count as found
       *[other] { $notes } notes, which compare depths with published figures and don't count as found
    }
cli-check-clean =
    { $files ->
        [one] { $files } session, nothing found
       *[other] { $files } sessions, nothing found
    }

# mesomap compare
cli-compare-earlier = Earlier
cli-compare-later = Later
cli-compare-options = Points up to { $tolerance } mm apart along the skin are one point; from { $moved } mm on, it moved.
cli-compare-different-bodies = the sessions can't be compared: one is charted on { $before }, the other on { $after }
cli-compare-tolerance = a tolerance of { $tolerance } mm is outside { $least } to { $most } mm
cli-compare-moved = a least move of { $moved } mm is outside 0 to { $most } mm
cli-compare-too-dense = too many points lie within { $tolerance } mm of each other; give a smaller --tolerance
cli-compare-without-volume = Points without a recorded volume: { $before } before, { $after } after. The volumes are lower bounds.
cli-column-region = Region
cli-column-technique = Technique
cli-column-cocktail = Cocktail
cli-column-repeated = Repeated
cli-column-moved = Moved
cli-column-added = Added
cli-column-dropped = Dropped
cli-column-changed = Changed
cli-column-as-fields = As fields
cli-column-points-before = Points before
cli-column-points-after = after
cli-column-ml-before = mL before
cli-column-ml-after = after
cli-column-difference = +/-
cli-row-total = Total
cli-no-cocktail = None recorded
cli-locus-left = { $region }, left
cli-locus-right = { $region }, right
cli-locus-midline = { $region }, midline

# mesomap regions
cli-column-id = Id
cli-column-level = Level
cli-column-sides = Sides
cli-column-codes = Codes
cli-level-part = part
cli-level-area = area
cli-level-sub-area = sub-area
cli-sides-midline = midline
cli-sides-paired = left, right
cli-sides-both = varies

# Objects for a picture archive
cli-dicom = Write views and report of a session as DICOM files
cli-dicom-output = The folder for the files: one for each view, and report.dcm
cli-dicom-view = A view; several with commas [default: those that together show every mark]
cli-dicom-patient-name = Name the patient in the pictures too, and say so (Burned In Annotation)
cli-dicom-no-report = Without the report
cli-dicom-no-patient = { $path } lies in no course of a patient: an archive files by the patient
cli-dicom-after-help =
    Each view is a Secondary Capture Image with region and side coded, the report an Encapsulated PDF. All
    exports of a session are one study; series and objects are new every time.

    Example:
      mesomap dicom 2026-09-07-session-1.record --view face-front -o for-the-archive
cli-send = Send views and report of a session to a picture archive (DICOM C-STORE)
cli-send-to = The archive: its title (AE title), host and port
cli-send-from = This program's title, as the archive knows it [default: MESOMAP]
cli-send-again = Send once more what this library keeps unsent: to where it was to go, or --to
cli-send-after-help =
    Every answer is shown. What isn't stored is kept in the library and offered again, in the window too.
    The session is sent as it is saved.

    Examples:
      mesomap send 2026-09-07-session-1.record --to ORTHANC@pacs.example:4242
      mesomap send --again charts
cli-send-not-kept = what can't be sent won't be kept, because the library can't be written: { $why }
cli-send-strange = { $path } is kept to be sent, but can't be read
cli-send-none = nothing waits to be sent
cli-send-failed = { $failed } not stored, { $kept } of them kept: send them once more with --again
cli-echo = Ask a picture archive whether it is there (DICOM C-ECHO)
cli-echo-after-help =
    Example:
      mesomap echo --to ORTHANC@pacs.example:4242

# For record systems
cli-fhir = Write a session for a record system (FHIR R4), or send it there
cli-fhir-output = The file, in JSON
cli-fhir-post = Send it to this address, such as http://localhost:8080/fhir
cli-fhir-patient-numbers = Who numbers patients (an address), to match them by their number
cli-fhir-no-numbers = who numbers patients is an address, such as urn:oid:2.999.1
cli-fhir-in-the-clear = { $to } is on another machine: what is sent can be read on the way
cli-fhir-after-help =
    A transaction of patient, procedure, what was injected of each cocktail, places, the report and who vouches
    for it. Exported again it takes the place of the earlier. What isn't stored is kept for "send --again".

    Examples:
      mesomap fhir 2026-09-07-session-1.record -o session-1.json
      mesomap fhir 2026-09-07-session-1.record --post http://localhost:8080/fhir --header-env FHIR_HEADER
cli-header-env = A variable with a line such as "Authorization: …"; never shown, never kept
cli-header-file = A file with such lines
cli-header-no-variable = there is no variable { $name } with text in it
cli-header-no-file = { $path } can't be read: { $error }
cli-header-malformed = a header is a line "Name: value"
cli-send-header-to-whom = say with --to ADDRESS who may read the header
cli-course = Show a course at a glance: sessions, dose on the skin, trends, as a page or as tables
cli-course-folder = The folder of a course
cli-course-view = The view in which every session is seen; "mesomap views" lists them
cli-course-heat = Dose on the skin: mL, points, mg:SUBSTANCE, IU:SUBSTANCE, or none
cli-course-width = How far from a mark its dose is spread along the skin, 2 to 20 mm
cli-course-csv = Write a line for every place of every session as CSV
cli-course-json = Write everything as a JSON object
cli-course-output = A file to write: .pdf, .png, .svg, .jpg, .csv or .json
cli-course-after-help =
    Without -o the sessions are listed here, with what the map of dose tells.

    Examples:
      mesomap course charts/anna/face -o face.pdf
      mesomap course charts/anna/face --view face-front --heat "mg:lidocaine" --width 5 -o face.pdf
      mesomap course charts/anna/face --csv > face.csv
cli-course-none = { $path } is not the folder of a course that can be read.
cli-course-heat-unknown = "{ $heat }" is no quantity: mL, points, mg:SUBSTANCE, IU:SUBSTANCE or none.
cli-course-width-refused = A width of { $width } mm is outside { $least } to { $most } mm.
cli-course-pages = The sheet has { $pages } pages, which a picture can't hold: write a .pdf, or use a larger --paper or --size.
cli-course-interval = Days since the last
cli-drop = Put the report of a session into a folder that another program watches
cli-drop-folder = The folder; it must be there
cli-drop-template = The file's name, with placeholders in braces
cli-drop-after-help =
    First NAME.json appears, which says whose it is, then NAME.pdf, whole; nothing is replaced. The patient is
    named in the file's name only where the template asks for it.

    Example:
      mesomap drop 2026-09-07-session-1.record inbox --template "{"{"}number{"}"} {"{"}date{"}"}"

# Finding in a whole library
cli-find = Find in a library who had a lot, who is overdue, or who had a substance in a region
cli-find-lot = Who had a lot whose name holds these words
cli-find-overdue = Whose next planned session should have taken place
cli-find-substance = Who had a substance whose name holds these words
cli-find-on = The day on which they are overdue, instead of today
cli-find-region = Only in this region and those within it; mesomap regions lists them
cli-find-side = Only on this side, the patient's
cli-find-exact = Only the whole name, not a part of it
cli-find-csv = Write a table for spreadsheets
cli-find-json = Write one JSON object (schema mesomap-find-1) instead of the table
cli-find-no-region = there is no region { $region }; mesomap regions lists them
cli-find-after-help =
    What is void doesn't count; how much of it was passed over, and how many records can't be read, is told.
    A session is due as planned from the first one, and no sooner after the last one than planned.
    An index in clinic/index makes the next search quick. It follows from the records and can be deleted.

    Examples:
      mesomap find LIBRARY --lot 24A117
      mesomap find LIBRARY --overdue --on 2026-12-01 --csv > overdue.csv
      mesomap find LIBRARY --substance "hyaluronic acid" --region neck --json
cli-column-patient = Patient
cli-column-session = Session
cli-column-what = What
cli-column-figure = Figure
cli-column-record = Record

# The page for browsers
cli-serve = Offer mesomap as a page to the browsers of this machine, and to no other machine
cli-serve-folder = The folder of the page, instead of the one that came with this program
cli-serve-port = The port to listen to
cli-serve-after-help =
    Example: mesomap serve
    Open the address that it prints, in a current Chrome, Edge, Firefox or Safari. Charts are kept in the
    browser's private files; what is exported from there goes to the folder for downloads. Ctrl-C ends it.
cli-serve-at = mesomap is at http://localhost:{ $port }/ for the browsers of this machine. Ctrl-C ends it.
cli-serve-no-page = no page came with this program; name its folder, which scripts/web makes
cli-serve-not-a-page = { $path } holds no page of mesomap: there is no index.html in it
cli-serve-no-port = port { $port } can't be listened to: { $why }; try another one with --port
cli-serve-unreadable = { $path } can't be served: { $why }
