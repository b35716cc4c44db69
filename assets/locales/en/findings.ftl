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
finding-beyond-dermis =
    { $count ->
        [one] Mark { $marks }, { $deepest } deep, lies in fat, not dermis, by the figure for epidermis and dermis there: { $figure }.
       *[other] { $count } marks, up to { $deepest } deep, lie in fat, not dermis, by the figure for epidermis and dermis there: { $figure }. Marks { $marks }.
    }
skin-about = about { $mm }
finding-more-than-prepared = Cocktail { $letter }: { $injected } injected but { $prepared } prepared, { $over } too much.
finding-mixture-does-not-add-up = Cocktail { $letter }: the components add up to { $mixed }, but { $prepared } is recorded as prepared.
finding-expired = Cocktail { $letter }: the last day of use of { $substance } was { $expiry }, before this session.
finding-lot-missing = Cocktail { $letter }: { $substance } has no lot.
finding-unnamed-substance = an unnamed component
finding-more-marks = { $list } and { $more } more

# Files that can't be read or written
store-place = line { $line }, column { $column }
store-not-found = { $file }: there is no such file; it may have been moved or renamed
store-io = { $file }: the file could not be read or written: { $why }; check the disk and the permissions
store-too-large = { $file }: the file holds more than { $limit } MiB, so it is not a record of this program
store-not-utf8 = { $file }, { $place }: the file is not UTF-8 text from here on; restore it from a backup
store-invalid = { $file }, { $place }: { $why }; correct this place in a text editor or restore a backup
store-wrong-schema = { $file }, { $place }: the schema is "{ $found }" where "{ $expected }" was expected; this is another kind of file
store-newer-schema = { $file }, { $place }: "{ $found }" was written by a newer version of mesomap ({ $why }); open it with that version
store-changed = { $file }: another program changed this file since it was opened; save a copy under another name, or overwrite it
store-read-only = { $file }: the session can't be saved here, because { $why }
store-exists = { $file }: there is a file or folder of this name already; choose another name
store-unsavable = { $file }: not written, because { $why }
store-not-a-library = { $file }: neither this folder nor any above it holds a library (a file named library.ron)
store-why-newer = it was written by a newer version of mesomap
store-why-locked = it is open in another window
store-why-not-writable = the file or its folder may not be written

# Pages that can't be made
page-no-view = no view was chosen; the views are: { $views }
page-too-many-views = { $count } views are more than the { $most } that fit a page
page-size = a page of { $size } mm is outside { $least } to { $most } mm a side
page-dpi = { $dpi } dpi is outside { $least } to { $most } dpi
page-too-large = { $width } x { $height } pixels are too many; give a smaller --dpi or a smaller page
page-not-encoded = the picture could not be encoded: { $error }

# Numbers that a record can't hold
quantity-out-of-range = { $value } is outside 0 to { $most }.
quantity-too-fine = { $value } has more decimals than the record keeps ({ $step }).
