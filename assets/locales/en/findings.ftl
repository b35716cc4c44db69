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
finding-more-than-prepared = Cocktail { $letter }: { $injected } injected but { $prepared } prepared, { $over } too much.
finding-mixture-does-not-add-up = Cocktail { $letter }: the components add up to { $mixed }, but { $prepared } is recorded as prepared.
finding-expired = Cocktail { $letter }: the last day of use of { $substance } was { $expiry }, before this session.
finding-lot-missing = Cocktail { $letter }: { $substance } has no lot.
finding-unnamed-substance = an unnamed component
finding-more-marks = { $list } and { $more } more
