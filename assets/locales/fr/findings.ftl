# What findings about a chart say, on screen and on the command line.

finding-marks-without-cocktail =
    { $count ->
        [one] Le repère { $marks } n’indique aucun cocktail.
       *[other] { $count } repères n’indiquent aucun cocktail : { $marks }.
    }
finding-unknown-cocktail =
    { $count ->
        [one] Le repère { $marks } renvoie au cocktail { $letter }, absent de cette séance.
       *[other] { $count } repères renvoient au cocktail { $letter }, absent de cette séance : { $marks }.
    }
finding-marks-without-volume =
    { $count ->
        [one] Le repère { $marks } n’a pas de volume : les totaux sont des minimums.
       *[other] { $count } repères n’ont pas de volume, les totaux sont donc des minimums : { $marks }.
    }
finding-unknown-technique =
    { $count ->
        [one] Le repère { $marks } a la technique « { $technique } », inconnue de ce programme (qui connaît { $known }).
       *[other] { $count } repères ont la technique « { $technique } », inconnue de ce programme (qui connaît { $known }) : { $marks }.
    }
finding-off-surface =
    { $count ->
        [one] Le repère { $marks } se trouve à { $farthest } mm de la peau de ce corps.
       *[other] { $count } repères ne sont pas sur la peau de ce corps, l’écart atteignant { $farthest } mm : { $marks }.
    }
finding-more-than-prepared = Cocktail { $letter } : { $injected } injectés pour { $prepared } préparés, soit { $over } de trop.
finding-mixture-does-not-add-up = Cocktail { $letter } : les composants totalisent { $mixed }, mais le volume préparé enregistré est de { $prepared }.
finding-expired = Cocktail { $letter } : { $substance }, péremption le { $expiry }, avant cette séance.
finding-lot-missing = Cocktail { $letter } : aucun lot indiqué pour { $substance }.
finding-unnamed-substance = un composant sans nom
finding-more-marks =
    { $more ->
        [one] { $list } et { $more } autre
       *[other] { $list } et { $more } autres
    }
