# What findings about a chart say, on screen and on the command line.

finding-marks-without-cocktail =
    { $count ->
        [one] Mark { $marks } names no cocktail.
       *[other] { $count } marks name no cocktail: { $marks }.
    }
finding-unknown-cocktail =
    { $count ->
        [one] Mark { $marks } names cocktail { $letter }, which this session doesn't list.
       *[other] { $count } marks name cocktail { $letter }, which this session doesn't list: { $marks }.
    }
finding-marks-without-volume =
    { $count ->
        [one] Mark { $marks } has no volume, so the totals are lower bounds.
       *[other] { $count } marks have no volume, so the totals are lower bounds: { $marks }.
    }
finding-unknown-technique =
    { $count ->
        [one] Mark { $marks } has the technique "{ $technique }", which this program doesn't know (it knows { $known }).
       *[other] { $count } marks have the technique "{ $technique }", which this program doesn't know (it knows { $known }): { $marks }.
    }
finding-off-surface =
    { $count ->
        [one] Mark { $marks } lies { $farthest } mm off the skin of this body.
       *[other] { $count } marks lie off the skin of this body, by up to { $farthest } mm: { $marks }.
    }
finding-coincident = { $count ->
    [one] Mark { $marks } lies on another
   *[other] Marks { $marks } lie on another
}, within { $mm } mm
finding-beyond-dermis =
    { $count ->
        [one] Mark { $marks }, { $deepest } deep, lies in fat, not dermis, by the figure for epidermis and dermis there: { $figure }.
       *[other] { $count } marks, up to { $deepest } deep, lie in fat, not dermis, by the figure for epidermis and dermis there: { $figure }. Marks { $marks }.
    }
skin-about = about { $mm }
finding-more-than-prepared = Cocktail { $letter }: { $injected } injected but { $prepared } prepared, { $over } too much.
finding-mixture-does-not-add-up = Cocktail { $letter }: the components add up to { $mixed }, but { $prepared } is recorded as prepared.
finding-does-not-balance = Cocktail { $letter }: { $used } was injected and discarded, but { $prepared } was prepared.
finding-expired = Cocktail { $letter }: the last day of use of { $substance } was { $expiry }, before this session.
finding-lot-missing = Cocktail { $letter }: { $substance } has no lot.
finding-unnamed-substance = an unnamed component
finding-more-marks = { $list } and { $more } more

# Files that can't be read or written
store-in-file = { $file }: { $what }
store-at-place = { $file }, line { $line }, column { $column }: { $what }
store-in-row = { $file }, row { $row } (line { $line }, column { $column }): { $what }
store-in-cell = { $file }, row { $row }, "{ $heading }" (line { $line }, column { $column }): { $what }
store-not-found = there is no such file; it may have been moved or renamed
store-io = the file could not be read or written: { $why }; check the disk and the permissions
store-too-large = the file holds more than { $limit } MiB, so it is not a record of this program
store-not-utf8 = the file is not UTF-8 text from here on; restore it from a backup
store-invalid = { $why }; correct this place in a text editor or restore a backup
store-invalid-cell = { $why }; correct it in the table and import again
store-wrong-schema = the schema is "{ $found }" where "{ $expected }" was expected; this is another kind of file
store-newer-schema = "{ $found }" was written by a newer version of mesomap ({ $why }); open it with that version
store-superseded = somebody else saved another state meanwhile; nothing was written; look at theirs, then save again
store-never-free = somebody else saved before at each of { $tries } tries, or something holds the name of the file; nothing was written; look at what is there, then try again
store-gone = the record is not where it was when it was opened; its folder was moved or renamed, or the disk is gone. Nothing was written. Put it back, or save a copy under another name
store-forked = two states grew from one ({ $states }), and nobody has said yet what becomes of them; open each of them and merge them in the window
store-conflict-copy = this is a copy that a program for syncing made where two wrote the same file; it is kept, and never taken for a record
store-name-not-text = this name is not text, so no record can have it; rename it
store-altered = the file is not as it was saved: it was changed outside of mesomap
store-parent-altered = it grew from { $parent }, which is not as it was then
store-parent-missing = it grew from { $parent }, which is gone
store-read-only = the session can't be saved here, because { $why }
store-exists = there is a file or folder of this name already; choose another name
store-unsavable = not written, because { $why }
store-not-a-file = this is not an ordinary file
store-not-claimed = the file can't be made: its folder may not be written, or the name is being used
store-not-a-library = neither this folder nor any above it holds a library (a folder named library.record)
store-locked = this library is encrypted; its passphrase or a key file opens it
store-wrong-passphrase = this is not the passphrase of the library
store-wrong-key-file = this key file does not open the library
store-no-such-key = nothing of this kind opens the library: it has either a passphrase or a key file
store-not-tried = there is not enough memory to try the passphrase; close other programs and try again
store-seal-damaged = the encrypted file ({ $stored }) is cut short or was changed; restore it from a backup
store-seal-moved = the encrypted file ({ $stored }) is another file of this library, put in its place; restore it from a backup
store-seal-other-key = what is stored there ({ $stored }) was encrypted with another key; restore it from a backup
store-seal-foreign = this file is none of the encrypted library’s; move it elsewhere
store-other-body = this session is charted on { $stated }, its course on { $expected }
store-same-id = this { $kind } has the same id as { $file }
store-why-newer = it was written by a newer version of mesomap
store-why-locked = it is open in another window
store-why-not-writable = its folder may not be written
store-why-older = it is an older state, kept as it was
store-why-void = it is void
store-why-signed = it is signed
store-why-patient-void = the record of its patient is void
store-why-course-void = its course is void
store-why-newest-broken = it is an older state: the newest can't be read
store-why-forked = two states grew from one, and nobody has said yet what becomes of them
changes-none = nothing changed
changes-added = { $count } added ({ $place })
changes-removed = { $count } removed ({ $place })
changes-voided = { $count } void ({ $place })
changes-unvoided =
    { $count ->
        [one] { $count } counts again ({ $place })
       *[other] { $count } count again ({ $place })
    }
changes-void = the whole session is void
changes-counts-again = the session counts again
changes-moved = { $count } moved ({ $place })
changes-changed = { $count } changed ({ $place })
changes-places =
    { $others ->
        [one] { $place } and { $others } more region
       *[other] { $place } and { $others } more regions
    }
changes-cocktails =
    { $count ->
        [one] { $count } cocktail changed
       *[other] { $count } cocktails changed
    }
changes-outcomes =
    { $count ->
        [one] { $count } outcome changed
       *[other] { $count } outcomes changed
    }
outcome-words = { $scale }, { $place }: { $value }, { $at }
changes-details = title, date, clinician, notes or measures changed
reason-save = saved
reason-take-over = taken over
reason-import = imported
reason-restore = restored
reason-merge = merged
reason-sign = signed
reason-amend = amended
reason-void = declared void
reason-work = work in progress

# Why a record can't be written, after "because"
unwritable-no-id = it has no id
unwritable-no-date = its date can't be written
unwritable-no-id-or-date = it has no id, or a date that can't be written
unwritable-too-many-marks = it holds too many marks
unwritable-too-many-groups = it has too many groups of marks
unwritable-too-many-spots = its lines and areas have too many points
unwritable-too-large = it would hold more than { $limit } MiB
unwritable-marks-unordered = its marks are not in the order of their numbers
unwritable-void = something is void without a reason
unwritable-mark-too-far = a mark lies further than 3 m from the body
unwritable-outcomes = the outcomes are not in order, or one has text that is too long
unwritable-cocktails-unordered = its cocktails are not in the order of their letters
unwritable-other-session = it is another session than the one that is open here
unwritable-other-record = another record is kept there (its id differs)

# What is wrong at a place of a file; what stands in the file is in quotation marks
flaw-empty = the file is empty
flaw-cut-off = the file ends too early, as if it had been cut off
flaw-too-deep = brackets are nested too deeply
flaw-no-schema = the file must begin with ( and its schema, such as schema: "mesomap/session/1"
flaw-never-in-use = version { $version } of this kind of file was never in use
flaw-not-a-revision = what it says of who saved it, when, why and what it grew from is not right
flaw-not-a-key = this is no key to sign with
flaw-not-an-entry = this is no entry of a ledger, to the letter
flaw-would-lose = saving it here would lose what that version added
flaw-newer-recovery = a newer version of mesomap wrote this recovery file
flaw-foreign-recovery = this recovery file belongs to another session (its id differs)
flaw-expected = { $what } is expected here
flaw-expected-at-end = the file ends where { $what } is expected
expected-symbol = "{ $symbol }"
expected-number = a number
expected-whole-number = a whole number
expected-yes-no = true or false
expected-text = text in quotation marks
expected-field-name = the name of a field
flaw-missing-field = the field "{ $field }" is missing
flaw-missing-field-in = the field "{ $field }" is missing in { $within }
flaw-unknown-field = there is no field "{ $field }" here; the fields are: { $known }
flaw-ambiguous-number = "{ $text }" could mean two things here; decimals have a point where columns are separated by commas, and a comma where they are separated by semicolons
flaw-duplicate-field = duplicate field "{ $field }"
flaw-unknown-variant = "{ $name }" is not known here; known: { $known }
flaw-wrong-count = { $found } of the { $expected } values are here
flaw-integer-out-of-bounds = this whole number is negative or too large
flaw-unknown-escape = the character after \ has no meaning in text
flaw-trailing-text = there is text after the record's end
flaw-unexpected-character = "{ $character }" can't stand here
flaw-unclosed-text = the text that begins here has no closing quotation mark
flaw-unclosed-remark = a remark that begins with /* is never ended with */
flaw-parser-at-end = { $words } where the file ends
flaw-out-of-range = { $value } is outside 0 to { $most }
flaw-too-fine = { $value } has more decimals than the record keeps ({ $step })
flaw-coordinate-out-of-range = the coordinate { $value } is outside { $least } to { $most }
flaw-coordinate-too-fine = the coordinate { $value } has more decimals than the record keeps ({ $step })
flaw-not-a-unit = "{ $text }" is not a unit of concentration ({ $known })
flaw-not-a-measure = "{ $text }" is not a length that is measured ({ $known })
flaw-length-out-of-limits = "{ $measure }" of { $value } is outside { $least } to { $most }
flaw-same-part = "{ $one }" and "{ $other }" scale the same part of the body; only one of them can
flaw-empty-id = the id is empty
flaw-not-a-date = "{ $text }" is not a date such as 2026-09-07
flaw-not-a-moment = "{ $text }" is not a date and time with offset such as 2026-09-07T10:30:00+02:00
flaw-not-a-letter = "{ $text }" is not one of the letters A to Z
flaw-not-a-sex = "{ $text }" is neither "female" nor "male"
flaw-unknown-body = "{ $text }" is not a body that this program knows ({ $known })
flaw-not-a-direction = { $text } is not a direction: an angle goes from -180.0 to 180.0 degrees, to 0.1
flaw-off-the-body = this spot is far from the skin of every body
flaw-not-a-landmark = "{ $text }" is not a landmark that this program knows
flaw-not-a-region = "{ $text }" is not a region that this program knows
flaw-not-a-side = "{ $text }" is not a side of { $region } ("left" and "right" of a paired region, else "midline")
flaw-group-twice = group { $number } is listed twice
flaw-too-many-groups = a session holds at most { $most } groups
flaw-too-many-marks = a session holds at most { $most } marks
flaw-too-many-spots = the lines and areas of a session have at most { $most } points together
flaw-too-long = the lines and areas of a session are at most { $most } m long together
flaw-spot-count = { $found ->
    [one] one point here
   *[other] { $found } points here
}; this shape has { $least } to { $most }
flaw-mark-number-zero = mark numbers begin at 1
flaw-mark-twice = mark number { $number } comes twice
flaw-cocktail-twice = cocktail letter { $letter } comes twice
flaw-not-a-part = "{ $text }" is not a part of the body
flaw-neither-side = "{ $text }" is neither left nor right
flaw-outcome-too-long = text of an outcome is longer than { $most } characters
flaw-outcome-twice = outcome { $number } comes twice
flaw-too-many-outcomes = a session holds at most { $most } outcomes

# Pages that can't be made
page-no-view = no view was chosen; the views are: { $views }
page-too-many-views = { $count } views are more than the { $most } that fit a page
page-size = a page of { $size } mm is outside { $least } to { $most } mm a side
page-dpi = { $dpi } dpi is outside { $least } to { $most } dpi
missing-characters = No font here has { $characters }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. { $number ->
    [one] A box with its number stands in its place.
   *[other] Boxes with their numbers stand in their places.
}
page-too-large = { $width } x { $height } pixels are too many; give a smaller --dpi or a smaller page
page-not-encoded = the picture could not be encoded: { $error }

# Numbers that a record can't hold
quantity-sentence = { $why }.

# What an operating system refuses
system-not-found = there is no such file or folder
system-permission-denied = permission denied
system-read-only = the disk can't be written to
system-storage-full = the disk is full
system-not-a-folder = a part of the path is not a folder
system-is-a-folder = it is a folder
system-invalid-name = a file can't have this name
system-connection-refused = connection refused
system-unreachable = the network doesn’t lead there
system-timed-out = no answer in time
system-connection-lost = the connection was lost
system-already-exists = it exists already
system-held = another program has it open: close it there, then try again
system-too-long = the path is too long for this system: use shorter names, or a folder nearer to the top
system-not-fetched = the file is kept elsewhere and wasn’t fetched: connect to the internet, have the folder always kept on this device, then try again
system-network-gone = the machine that has this folder doesn’t answer: check the network, then try again
tampering-edited = { $file } isn’t what was saved: entry { $entry } of the ledger has another checksum
tampering-deleted = revision { $number } of { $kind } { $id }, saved { $at }, is gone (entry { $entry } of the ledger)
tampering-deleted-of = revision { $number } in { $record }, saved { $at }, is gone (entry { $entry } of the ledger)
tampering-reordered = { $file } holds what was saved as revision { $number }
tampering-unlogged = { $file } isn’t in the ledger, and nothing in it grew from that: it was added by hand, or by a program that keeps no ledger
tampering-unsealed = { $file }: its last line isn’t the checksum of what stands above it
tampering-foreign = { $file } is signed by { $name } with a key that nobody of this library has
tampering-unsigned = { $file } says that { $name } signed it, and holds no signature
tampering-signature = { $file } isn’t what { $name } signed
tampering-entry = { $file }: entry { $number } doesn’t follow from those before it
tampering-gap = entry { $number } of the ledger is gone
tampering-cut = the ledger has { $size } entries, and had { $known } when an outside copy was made: its end was cut
tampering-rewritten = the ledger isn’t the one that an outside copy vouches for ({ $known } entries): it was written anew
tampering-forgotten = the ledger didn’t grow from what this workstation saw of it ({ $known } entries): it was written anew, or another library was put in its place. If you put it there yourself: “mesomap verify LIBRARY --trust”
tampering-forgotten-cut = the ledger has { $size } entries, and this workstation saw { $known }: its end was cut, or an older copy was put in its place. If you put it there yourself: “mesomap verify LIBRARY --trust”
tampering-two-at-once = { $file }: two machines wrote entry { $number } of the ledger at once, and a program for syncing kept both. What both saved is there; no order vouches for which was first
tampering-not-erased = { $file } was erased, as the library says, and is there: it was put back, or erasing was cut short. “mesomap erase” takes it away
witness-unreadable = { $file } isn’t what was written there: it vouches for nothing
witness-no-key = { $file } is signed by a workstation whose key isn’t there
witness-signature = { $file }: the signature of the workstation doesn’t hold
witness-other-stamp = { $file } isn’t a time-stamp of this ledger
witness-cut = the ledger has { $size } entries, and { $file } vouches for { $known }: its end was cut
witness-rewritten = the ledger isn’t the one that { $file } vouches for ({ $known } entries): it was written anew
stamp-unreadable = it is no answer of a time-stamping authority
stamp-refused = the authority gave no time-stamp
stamp-altered = what it says isn’t what the authority signed
stamp-not-asked = it is over something else than was asked for here, or for another request
erased-then = erased on { $at } by { $author }, for: { $reason } ({ $revisions } revisions; entry { $entry } of the ledger says so)
erased-by-nobody = nobody named
erase-not-a-patient = This is no patient’s folder in a library
erase-open = { $file } is open in a window: close it first
erase-unsent = { $count } objects wait to be sent and may be of this patient: send or discard them first
erase-unread = Not all of it can be read, so that nobody knows which entries of the ledger it has. { $why }

# Marks that come from elsewhere
import-added = { $count ->
    [one] 1 mark is added
   *[other] { $count } marks are added
}
import-same = { $count ->
    [one] 1 mark is here already, just so
   *[other] { $count } marks are here already, just so
}
import-different = { $count ->
    [one] 1 mark is here otherwise
   *[other] { $count } marks are here otherwise
}
import-refused = { $count ->
    [one] 1 mark stays out
   *[other] { $count } marks stay out
}
import-mark-refused =
    { $count ->
        [one] Mark { $mark }: { $why }
       *[other] { $count } marks ({ $mark }): { $why }
    }
import-mark-different =
    { $count ->
        [one] Mark { $marks } is otherwise in the session: { $what }
       *[other] { $count } marks ({ $marks }) are otherwise in the session: { $what }
    }
import-differs-technique = technique { $before } → { $after }
import-differs-depth = depth { $before } → { $after } mm
import-differs-cocktail = cocktail { $before } → { $after }
import-differs-volume = volume { $before } → { $after } mL
import-differs-place = { $mm } mm from here
import-differs-shape = drawn elsewhere
import-differs-device = device { $before } → { $after }
import-differs-remark = remark { $before } → { $after }
import-differs-number = number { $before } → { $after }
import-differs-group = laid together otherwise
imported-added = { $count ->
    [one] 1 mark imported
   *[other] { $count } marks imported
}
imported-changed = { $count ->
    [one] 1 mark changed
   *[other] { $count } marks changed
}
import-no-place = it was never placed
import-off-the-body = it lies { $mm } mm from the skin of this body
import-no-technique = there is no technique "{ $technique }" here
import-no-cocktail = the session has no cocktail { $letter }
import-other-cocktail = cocktail { $letter } is "{ $there }" in the file and "{ $here }" in the session
import-is-void = it was declared void in this session
import-foreign-kin = This list is of another session of this patient: { $title }
import-foreign-patient = This list is of another session, not one of this patient
import-foreign = This list is of another session
import-other-body = The marks of the file lie on another body ({ $there }) than the session's ({ $here }), where they would be elsewhere.
import-places-only = The file says only where: technique, depth, cocktail and volume are those of the next mark.
marks-points-only = { $count ->
    [one] This session has a line or area, and the format holds only points. Choose .mrk.json.
   *[other] This session has { $count } lines and areas, and the format holds only points. Choose .mrk.json.
}

# What a picture archive answers
send-status = { $meaning } (status { $code })
send-status-remark = { $status }: { $remark }
send-status-success = done
send-status-changed = stored, with something changed by the archive
send-status-class = refused: it takes no objects of this class
send-status-not-authorised = refused: this program may not store there
send-status-processing = failed: the archive could not process it
send-status-duplicate = refused: it has an object of this identifier already
send-status-resources = refused: the archive is out of room
send-status-mismatch = failed: the object does not match its class
send-status-not-understood = failed: the archive does not understand the object
send-status-other = failed: the archive says nothing that DICOM knows
send-no-host = no such host; check its name, and the network
send-unreachable = the host takes no connection at this port ({ $why })
send-silent = no answer in time; check host and port, and whether the archive runs
send-closed = the other side closed the connection without an answer
send-broken = the connection broke ({ $why })
send-nonsense = what answers there does not speak DICOM; check the port
send-rejected = the archive refuses to talk: { $why } ({ $code })
send-rejected-called = it has another title (Called AE Title Not Recognized)
send-rejected-calling = it does not know this program's title (Calling AE Title Not Recognized)
send-rejected-protocol = it speaks another protocol (Protocol Version Or Context Not Supported)
send-rejected-busy = it is busy now, try again later (Temporary Congestion)
send-rejected-no-reason = it gives no reason (No Reason Given)
send-aborted = the archive broke off ({ $code })
send-refused = the archive takes no objects of this class
send-unreadable = what was kept can't be read
send-stopped = not sent: stopped before
send-wrong-host = A host is a name or an address, such as pacs.example or 192.168.1.20
send-wrong-port = A port is a whole number from 1 to 65535
send-wrong-title = A title (AE title) has 1 to 16 letters, digits or signs: TITLE@HOST:PORT
send-not-fhir = what answers there says nothing that a FHIR server would; check the address
send-http-part = part of it is not stored
send-http-moved = refused: it is elsewhere now
send-http-not-authorised = refused: this program may not store there
send-http-not-there = refused: nothing takes transactions at this address
send-http-conflict = refused: it has something of this identifier that stands against it
send-http-too-large = refused: too large
send-http-not-understood = refused: the server does not understand it, or its rules forbid it
send-http-trouble = failed: the server is in trouble
send-http-refused = refused
send-encrypted = https is not spoken here: give a gateway on this machine that encrypts, such as http://localhost:8080/fhir
send-wrong-address = An address is such as http://localhost:8080/fhir, without a name or password in it
drop-unknown-placeholder = "{ $placeholder }" in braces is not known; a template takes date, time, session, course, view, number and name

# What was found in a whole library
found-number = no. { $number }
found-session = { $title }, { $date }
found-lot = { $name }, lot { $lot }
found-in-cocktail = { $what }, cocktail { $letter }
found-prepared = prepared; no mark names it
found-injected = { $volume } mL in { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
found-amount = { $amount } ({ $injected })
found-next = session { $next } of { $planned }
found-late = { $days ->
        [one] { $days } day overdue, due { $due }
       *[other] { $days } days overdue, due { $due }
    }
found-none = Nothing was found.
found-count = { $rows ->
        [one] { $rows } answer,
       *[other] { $rows } answers,
    } { $patients ->
        [one] { $patients } patient.
       *[other] { $patients } patients.
    }
found-void = { $count ->
        [one] { $count } more is in a record that was declared void.
       *[other] { $count } more are in records that were declared void.
    }
found-unread = { $count ->
        [one] { $count } record can't be read; nobody knows what is in it.
       *[other] { $count } records can't be read; nobody knows what is in them.
    }

# bundles
bundle-not-one = this is no bundle of mesomap; nothing was taken in
bundle-locked = the bundle is encrypted; give its passphrase
bundle-cut = the end of the bundle is missing or its directory is damaged, nothing was taken in; copy it again from where it was made
bundle-damaged = { $entry } in the bundle isn't what its manifest says, nothing was taken in; copy the bundle again from where it was made
bundle-packed = { $entry } in the bundle is packed or encrypted in a way that isn't read here; make the bundle anew with mesomap
bundle-swells = { $entry } in the bundle would grow far beyond what records do; nothing was taken in
bundle-too-many = the bundle holds more than { $most } files; nothing was taken in
bundle-too-large = all files of a bundle together hold { $limit } MiB at most; make one for each patient
bundle-name = { $entry } is no name of a record that every system takes; nothing was taken in or written
bundle-twice = { $entry } is there twice, at least where capitals and small letters are the same; nothing was taken in or written
bundle-missing = { $entry } is listed by the bundle's manifest but isn't in it; nothing was taken in
bundle-unlisted = { $entry } is in the bundle but its manifest doesn't list it; nothing was taken in
bundle-of-nothing = only a library, a patient's folder or a course's folder in one can be bundled
bundle-other-patient = this patient is { $there } in the bundle and { $here } here, nothing was taken in; look whether both are the same person before you take it in
bundle-same-id = { $first } and { $second } have the same id, so that nobody can tell which one is meant; nothing was taken in
bundle-person = “{ $name }” (date of birth unknown)
bundle-person-born = “{ $name }” (born { $born })
bundle-of-library = The library { $name }
bundle-of-patient = The patient { $name }
bundle-of-course = The course { $title } of { $patient }
bundle-made =
    { $files ->
        [one] { $files } file, bundled on { $at }
       *[other] { $files } files, bundled on { $at }
    }
bundle-made-by = Bundled by { $name }
bundle-unsaved =
    { $sessions ->
        [one] Not in it: the unsaved work of { $sessions } session
       *[other] Not in it: the unsaved work of { $sessions } sessions
    }
bundle-new = new
bundle-gone-on = gone on
bundle-unchanged = unchanged
bundle-forked = forks
bundle-patients = Patients
bundle-courses = Courses
bundle-sessions = Sessions
bundle-merged-nothing = All of the bundle was here already
bundle-merged =
    { $states ->
        [one] { $states } state taken in
       *[other] { $states } states taken in
    }; new patients: { $patients }, new sessions: { $sessions }, forks: { $forks }
bundle-fork = { $path } went on in both places: it is a fork until you say what becomes of it
bundle-left = { $path } went on in both places and stays as it is here
bundle-erased = Nothing was taken in of { $name }, whose records were erased here at the end of their retention
bundle-namesake = { $name } is new here, but another patient has the same name and date of birth: look whether both are one person
bundle-signer = The key of { $name }, who signs, is new here: their signatures count as known from now on
bundle-unconfirmed = The system didn't confirm that all of it is on the disk; take the bundle in once more
bundle-unlogged = Not all of it could be entered in the ledger
bundle-unexported =
    { $states ->
        [one] { $states } state
       *[other] { $states } states
    } of { $sessions ->
        [one] { $sessions } session
       *[other] { $sessions } sessions
    } in no bundle, the first of { $since }
