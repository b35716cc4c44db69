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
finding-beyond-dermis =
    { $count ->
        [one] Le repère { $marks }, à { $deepest } de profondeur, est dans la graisse et non dans le derme, selon l’épaisseur publiée pour cette région (épiderme et derme) : { $figure }.
       *[other] { $count } repères, jusqu’à { $deepest } de profondeur, sont dans la graisse et non dans le derme, selon l’épaisseur publiée pour cette région (épiderme et derme) : { $figure }. Repères { $marks }.
    }
skin-about = environ { $mm }
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

# Fichiers illisibles ou non enregistrables
store-place = ligne { $line }, colonne { $column }
store-not-found = { $file } : ce fichier n’existe pas ; il a peut-être été déplacé ou renommé
store-io = { $file } : lecture ou écriture impossible : { $why } ; vérifier le disque et les droits d’accès
store-too-large = { $file } : le fichier dépasse { $limit } Mio, ce n’est pas un dossier de ce programme
store-not-utf8 = { $file }, { $place } : à partir d’ici, le fichier n’est plus du texte UTF-8 ; restaurer une sauvegarde
store-invalid = { $file }, { $place } : { $why } ; corriger cet endroit dans un éditeur de texte ou restaurer une sauvegarde
store-wrong-schema = { $file }, { $place } : schéma « { $found } » au lieu de « { $expected } » ; c’est un autre type de fichier
store-newer-schema = { $file }, { $place } : « { $found } » a été écrit par une version plus récente de mesomap ({ $why }) ; l’ouvrir avec cette version
store-changed = { $file } : un autre programme a modifié ce fichier depuis son ouverture ; enregistrer une copie sous un autre nom, ou l’écraser
store-read-only = { $file } : la séance ne peut pas être enregistrée ici : { $why }
store-exists = { $file } : un fichier ou dossier de ce nom existe déjà ; choisir un autre nom
store-unsavable = { $file } : non enregistré : { $why }
store-not-a-library = { $file } : ni ce dossier ni aucun dossier parent ne contient de bibliothèque (un fichier nommé library.ron)
store-why-newer = elle a été écrite par une version plus récente de mesomap
store-why-locked = elle est ouverte dans une autre fenêtre
store-why-not-writable = l’accès en écriture au fichier ou à son dossier est refusé

# Pages impossibles
page-no-view = aucune vue n’a été choisie ; les vues sont : { $views }
page-too-many-views = { $count } vues : une page n’en contient pas plus de { $most }
page-size = page de { $size } mm : chaque côté doit mesurer entre { $least } et { $most } mm
page-dpi = { $dpi } ppp : la résolution doit être comprise entre { $least } et { $most } ppp
page-too-large = { $width } x { $height } pixels, c’est trop ; réduisez --dpi ou la page
page-not-encoded = l’image n’a pas pu être encodée : { $error }

# Nombres qu'un dossier ne peut contenir
quantity-out-of-range = { $value } n’est pas compris entre 0 et { $most }.
quantity-too-fine = { $value } a plus de décimales que le dossier n’en conserve ({ $step }).
