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
finding-coincident = { $count ->
    [one] Le repère { $marks } est posé sur un autre
   *[other] Les repères { $marks } sont posés sur un autre
}, à { $mm } mm près
finding-beyond-dermis =
    { $count ->
        [one] Le repère { $marks }, à { $deepest } de profondeur, est dans la graisse et non dans le derme, selon l’épaisseur publiée pour cette région (épiderme et derme) : { $figure }.
       *[other] { $count } repères, jusqu’à { $deepest } de profondeur, sont dans la graisse et non dans le derme, selon l’épaisseur publiée pour cette région (épiderme et derme) : { $figure }. Repères { $marks }.
    }
skin-about = environ { $mm }
finding-more-than-prepared = Cocktail { $letter } : { $injected } injectés pour { $prepared } préparés, soit { $over } de trop.
finding-mixture-does-not-add-up = Cocktail { $letter } : les composants totalisent { $mixed }, mais le volume préparé enregistré est de { $prepared }.
finding-does-not-balance = Cocktail { $letter } : { $used } ont été injectés et jetés, mais { $prepared } ont été préparés.
finding-expired = Cocktail { $letter } : { $substance }, péremption le { $expiry }, avant cette séance.
finding-lot-missing = Cocktail { $letter } : aucun lot indiqué pour { $substance }.
finding-unnamed-substance = un composant sans nom
finding-more-marks =
    { $more ->
        [one] { $list } et { $more } autre
       *[other] { $list } et { $more } autres
    }

# Fichiers illisibles ou non enregistrables
store-in-file = { $file } : { $what }
store-at-place = { $file }, ligne { $line }, colonne { $column } : { $what }
store-in-row = { $file }, rangée { $row } (ligne { $line }, colonne { $column }) : { $what }
store-in-cell = { $file }, rangée { $row }, « { $heading } » (ligne { $line }, colonne { $column }) : { $what }
store-not-found = ce fichier n’existe pas ; il a peut-être été déplacé ou renommé
store-io = lecture ou écriture impossible : { $why } ; vérifier le disque et les droits d’accès
store-too-large = le fichier dépasse { $limit } Mio, ce n’est pas un dossier de ce programme
store-not-utf8 = à partir d’ici, le fichier n’est plus du texte UTF-8 ; restaurer une sauvegarde
store-invalid = { $why } ; corriger cet endroit dans un éditeur de texte ou restaurer une sauvegarde
store-invalid-cell = { $why } ; corriger dans le tableau, puis importer de nouveau
store-wrong-schema = schéma « { $found } » au lieu de « { $expected } » ; c’est un autre type de fichier
store-newer-schema = « { $found } » a été écrit par une version plus récente de mesomap ({ $why }) ; l’ouvrir avec cette version
store-superseded = quelqu’un d’autre a enregistré un autre état entre-temps ; rien n’a été écrit ; regarder le sien, puis enregistrer de nouveau
store-never-free = à chacun des { $tries } essais quelqu’un d’autre a enregistré avant, ou quelque chose occupe le nom du fichier ; rien n’a été écrit ; regarder ce qui s’y trouve, puis réessayer
store-gone = le dossier n’est plus là où il était à l’ouverture ; il a été déplacé ou renommé, ou le disque a disparu. Rien n’a été écrit. Le remettre en place, ou enregistrer une copie sous un autre nom
store-forked = deux états sont issus du même ({ $states }), et personne n’a encore dit ce qu’ils deviennent ; les ouvrir tour à tour et les fusionner dans la fenêtre
store-conflict-copy = c’est une copie faite par un programme de synchronisation là où deux ont écrit le même fichier ; elle est gardée, jamais prise pour un dossier
store-name-not-text = ce nom n’est pas du texte, aucun dossier ne peut le porter ; le renommer
store-altered = le fichier n’est pas tel qu’il a été enregistré : il a été modifié hors de mesomap
store-parent-altered = il est issu de { $parent }, qui n’est plus tel qu’il était
store-parent-missing = il est issu de { $parent }, qui a disparu
store-read-only = la séance ne peut pas être enregistrée ici : { $why }
store-exists = un fichier ou dossier de ce nom existe déjà ; choisir un autre nom
store-unsavable = non enregistré : { $why }
store-not-a-file = ce n’est pas un fichier ordinaire
store-not-claimed = le fichier ne peut pas être créé : son dossier est protégé en écriture, ou le nom est utilisé ailleurs
store-not-a-library = ni ce dossier ni aucun dossier parent ne contient de bibliothèque (un dossier nommé library.record)
store-locked = cette bibliothèque est chiffrée ; sa phrase secrète ou un fichier de clé l’ouvre
store-wrong-passphrase = ce n’est pas la phrase secrète de la bibliothèque
store-wrong-key-file = ce fichier de clé n’ouvre pas la bibliothèque
store-no-such-key = rien de tel n’ouvre la bibliothèque : elle a soit une phrase secrète, soit un fichier de clé
store-not-tried = il n’y a pas assez de mémoire pour essayer la phrase secrète ; fermez d’autres programmes et réessayez
store-seal-damaged = le fichier chiffré ({ $stored }) est incomplet ou a été modifié ; restaurez-le depuis une sauvegarde
store-seal-moved = le fichier chiffré ({ $stored }) est un autre fichier de cette bibliothèque, mis à sa place ; restaurez-le depuis une sauvegarde
store-seal-other-key = ce qui est stocké là ({ $stored }) a été chiffré avec une autre clé ; restaurez-le depuis une sauvegarde
store-seal-foreign = ce fichier n’appartient pas à la bibliothèque chiffrée ; déplacez-le ailleurs
store-other-body = cette séance est tracée sur { $stated }, sa cure sur { $expected }
store-same-id =
    { $kind ->
        [patient] ce patient a le même identifiant que { $file }
        [session] cette séance a le même identifiant que { $file }
        [course] cette cure a le même identifiant que { $file }
       *[other] cette bibliothèque a le même identifiant que { $file }
    }
store-why-newer = elle a été écrite par une version plus récente de mesomap
store-why-locked = elle est ouverte dans une autre fenêtre
store-why-not-writable = l’accès en écriture à son dossier est refusé
store-why-older = c’est un état antérieur, gardé tel quel
store-why-void = elle est déclarée nulle
store-why-signed = elle est signée
store-why-patient-void = le dossier de son patient est déclaré nul
store-why-course-void = sa cure est déclarée nulle
store-why-newest-broken = c’est un état antérieur : le plus récent est illisible
store-why-forked = deux états sont issus du même, et personne n’a encore dit ce qu’ils deviennent
changes-none = rien n’a changé
changes-added =
    { $count ->
        [one] { $count } ajouté ({ $place })
       *[other] { $count } ajoutés ({ $place })
    }
changes-removed =
    { $count ->
        [one] { $count } supprimé ({ $place })
       *[other] { $count } supprimés ({ $place })
    }
changes-voided =
    { $count ->
        [one] { $count } déclaré nul ({ $place })
       *[other] { $count } déclarés nuls ({ $place })
    }
changes-unvoided =
    { $count ->
        [one] { $count } compté de nouveau ({ $place })
       *[other] { $count } comptés de nouveau ({ $place })
    }
changes-void = toute la séance est déclarée nulle
changes-counts-again = la séance compte de nouveau
changes-moved =
    { $count ->
        [one] { $count } déplacé ({ $place })
       *[other] { $count } déplacés ({ $place })
    }
changes-changed =
    { $count ->
        [one] { $count } modifié ({ $place })
       *[other] { $count } modifiés ({ $place })
    }
changes-places =
    { $others ->
        [one] { $place } et { $others } autre région
       *[other] { $place } et { $others } autres régions
    }
changes-cocktails =
    { $count ->
        [one] { $count } cocktail modifié
       *[other] { $count } cocktails modifiés
    }
changes-outcomes =
    { $count ->
        [one] { $count } résultat modifié
       *[other] { $count } résultats modifiés
    }
outcome-words = { $scale }, { $place } : { $value }, { $at }
changes-details = titre, date, praticien, notes ou mesures modifiés
reason-save = enregistrée
reason-take-over = reprise
reason-import = importée
reason-restore = restaurée
reason-merge = fusionnée
reason-sign = signée
reason-amend = modifiée après signature
reason-void = déclarée nulle
reason-work = travail en cours

# Pourquoi un dossier ne peut pas être enregistré, après deux-points
unwritable-no-id = il manque un identifiant
unwritable-no-date = la date ne peut pas être écrite
unwritable-no-id-or-date = il manque un identifiant, ou la date ne peut pas être écrite
unwritable-too-many-marks = trop de repères
unwritable-too-many-groups = trop de groupes de repères
unwritable-too-many-spots = trop de points dans ses lignes et ses surfaces
unwritable-too-large = le fichier dépasserait { $limit } Mio
unwritable-marks-unordered = les repères ne sont pas dans l’ordre de leurs numéros
unwritable-void = un élément est déclaré nul sans motif
unwritable-mark-too-far = un repère se trouve à plus de 3 m du corps
unwritable-outcomes = les résultats ne sont pas dans l’ordre, ou le texte de l’un est trop long
unwritable-cocktails-unordered = les cocktails ne sont pas dans l’ordre de leurs lettres
unwritable-other-session = ce n’est pas la séance ouverte ici
unwritable-other-record = un autre dossier s’y trouve déjà (identifiant différent)

# Ce qui ne va pas à un endroit d’un fichier ; ce qui est dans le fichier est entre guillemets
flaw-empty = le fichier est vide
flaw-cut-off = le fichier s’arrête trop tôt, comme s’il avait été coupé
flaw-too-deep = trop de parenthèses imbriquées
flaw-no-schema = le fichier doit commencer par ( et son schéma, par exemple schema: "mesomap/session/1"
flaw-never-in-use = la version { $version } de ce type de fichier n’a jamais existé
flaw-not-a-revision = ce qu’il dit de qui l’a enregistré, quand, pourquoi et de quoi il est issu n’est pas juste
flaw-not-a-key = ce n’est pas une clé de signature
flaw-not-an-entry = ce n’est pas une entrée de registre, à la lettre
flaw-would-lose = l’enregistrer ici perdrait ce que cette version a ajouté
flaw-newer-recovery = ce fichier de récupération vient d’une version plus récente de mesomap
flaw-foreign-recovery = ce fichier de récupération est celui d’une autre séance (identifiant différent)
flaw-expected = { $what } devrait se trouver ici
flaw-expected-at-end = le fichier se termine là où devrait se trouver { $what }
expected-symbol = « { $symbol } »
expected-number = un nombre
expected-whole-number = un nombre entier
expected-yes-no = true ou false
expected-text = un texte entre guillemets
expected-field-name = le nom d’un champ
flaw-missing-field = le champ « { $field } » manque
flaw-missing-field-in = le champ « { $field } » manque dans { $within }
flaw-unknown-field = il n’y a pas de champ « { $field } » ici ; les champs sont : { $known }
flaw-ambiguous-number = « { $text } » peut se comprendre de deux façons ici ; les décimales ont un point là où des virgules séparent les colonnes, et une virgule là où ce sont des points-virgules
flaw-duplicate-field = le champ « { $field } » figure deux fois
flaw-unknown-variant = « { $name } » n’est pas connu ici ; sont connus : { $known }
flaw-wrong-count = { $found } valeurs au lieu de { $expected }
flaw-integer-out-of-bounds = ce nombre entier est négatif ou trop grand
flaw-unknown-escape = le caractère qui suit \ n’a pas de sens dans un texte
flaw-trailing-text = il y a du texte après la fin
flaw-unexpected-character = « { $character } » n’a pas sa place ici
flaw-unclosed-text = le texte qui commence ici n’a pas de guillemet fermant
flaw-unclosed-remark = une remarque commencée par /* n’est jamais fermée par */
flaw-parser-at-end = { $words }, là où le fichier se termine
flaw-out-of-range = { $value } n’est pas compris entre 0 et { $most }
flaw-too-fine = { $value } a plus de décimales que le dossier n’en conserve ({ $step })
flaw-coordinate-out-of-range = la coordonnée { $value } n’est pas comprise entre { $least } et { $most }
flaw-coordinate-too-fine = la coordonnée { $value } a plus de décimales que le dossier n’en conserve ({ $step })
flaw-not-a-unit = « { $text } » n’est pas une unité de concentration ({ $known })
flaw-not-a-measure = « { $text } » n’est pas une longueur mesurée ({ $known })
flaw-length-out-of-limits = « { $measure } » de { $value } n’est pas entre { $least } et { $most }
flaw-same-part = « { $one } » et « { $other } » mettent à l’échelle la même partie du corps ; une seule le peut
flaw-empty-id = l’identifiant est vide
flaw-not-a-date = « { $text } » n’est pas une date telle que 2026-09-07
flaw-not-a-moment = « { $text } » n’est pas une date et heure avec décalage telle que 2026-09-07T10:30:00+02:00
flaw-not-a-letter = « { $text } » n’est pas une lettre de A à Z
flaw-not-a-sex = « { $text } » n’est ni « female » ni « male »
flaw-unknown-body = « { $text } » n’est pas un corps connu de ce programme ({ $known })
flaw-not-a-direction = { $text } n’est pas une direction : un angle va de -180.0 à 180.0 degrés, à 0.1 près
flaw-off-the-body = ce point est loin de la peau de tout corps
flaw-not-a-landmark = « { $text } » n’est pas un repère anatomique connu de ce programme
flaw-not-a-region = « { $text } » n’est pas une région connue de ce programme
flaw-not-a-side = « { $text } » n’est pas un côté de { $region } (« left » et « right » pour une région paire, sinon « midline »)
flaw-group-twice = le groupe { $number } figure deux fois
flaw-too-many-groups = une séance contient au plus { $most } groupes
flaw-too-many-marks = une séance contient au plus { $most } repères
flaw-too-many-spots = les lignes et les surfaces d’une séance ont au plus { $most } points en tout
flaw-too-long = les lignes et les surfaces d’une séance font au plus { $most } m de long en tout
flaw-spot-count = { $found ->
    [one] un seul point ici
   *[other] { $found } points ici
} ; cette forme en a de { $least } à { $most }
flaw-mark-number-zero = les numéros des repères commencent à 1
flaw-mark-twice = le repère numéro { $number } figure deux fois
flaw-cocktail-twice = le cocktail { $letter } figure deux fois
flaw-not-a-part = « { $text } » n’est pas une partie du corps
flaw-neither-side = « { $text } » n’est ni gauche ni droite
flaw-outcome-too-long = le texte d’un résultat dépasse { $most } caractères
flaw-outcome-twice = le résultat { $number } figure deux fois
flaw-too-many-outcomes = une séance contient au plus { $most } résultats

# Pages impossibles
page-no-view = aucune vue n’a été choisie ; les vues sont : { $views }
page-too-many-views = { $count } vues : une page n’en contient pas plus de { $most }
page-size = page de { $size } mm : chaque côté doit mesurer entre { $least } et { $most } mm
page-dpi = { $dpi } ppp : la résolution doit être comprise entre { $least } et { $most } ppp
missing-characters = Aucune police ici ne contient { $characters }{ $more ->
    [0] {""}
   *[other] {" "}et { $more } autres
}. { $number ->
    [one] Une case avec son numéro le remplace.
   *[other] Des cases avec leurs numéros les remplacent.
}
page-too-large = { $width } x { $height } pixels, c’est trop ; réduisez --dpi ou la page
page-not-encoded = l’image n’a pas pu être encodée : { $error }

# Nombres qu'un dossier ne peut contenir
quantity-sentence = { $why }.

# Ce que refuse le système
system-not-found = aucun fichier ni dossier de ce nom
system-permission-denied = accès refusé
system-read-only = le disque est en lecture seule
system-storage-full = le disque est plein
system-not-a-folder = une partie du chemin n’est pas un dossier
system-is-a-folder = c’est un dossier
system-invalid-name = un fichier ne peut pas porter ce nom
system-connection-refused = connexion refusée
system-unreachable = le réseau n’y mène pas
system-timed-out = pas de réponse à temps
system-connection-lost = la connexion a été perdue
system-already-exists = existe déjà
system-held = un autre programme l’a ouvert : fermez-le là-bas, puis réessayez
system-too-long = le chemin est trop long pour ce système : utilisez des noms plus courts, ou un dossier plus proche de la racine
system-not-fetched = le fichier est conservé ailleurs et n’a pas été récupéré : connectez-vous à Internet, faites toujours conserver le dossier sur cet appareil, puis réessayez
system-network-gone = la machine qui détient ce dossier ne répond pas : vérifiez le réseau, puis réessayez
tampering-edited = { $file } n’est pas ce qui a été enregistré : l’entrée { $entry } du registre a une autre somme de contrôle
tampering-deleted = la révision { $number } de { $kind } { $id }, enregistrée le { $at }, a disparu (entrée { $entry } du registre)
tampering-deleted-of = la révision { $number } dans { $record }, enregistrée le { $at }, a disparu (entrée { $entry } du registre)
tampering-reordered = { $file } contient ce qui a été enregistré comme révision { $number }
tampering-unlogged = { $file } n’est pas dans le registre, et rien de ce qui y figure n’en est issu : ajouté à la main, ou par un programme sans registre
tampering-unsealed = { $file } : sa dernière ligne n’est pas la somme de contrôle de ce qui précède
tampering-foreign = { $file } est signé par { $name } avec une clé que personne n’a dans cette bibliothèque
tampering-unsigned = { $file } dit que { $name } l’a signé, et ne contient aucune signature
tampering-signature = { $file } n’est pas ce que { $name } a signé
tampering-entry = { $file } : l’entrée { $number } ne découle pas de celles qui précèdent
tampering-gap = l’entrée { $number } du registre a disparu
tampering-cut = le registre a { $size } entrées, et en avait { $known } quand une copie extérieure en fut faite : sa fin a été coupée
tampering-rewritten = le registre n’est pas celui dont répond une copie extérieure ({ $known } entrées) : il a été réécrit
tampering-forgotten = le registre n’est pas issu de ce que ce poste en a vu ({ $known } entrées) : il a été réécrit, ou une autre bibliothèque a pris sa place. Si vous l’y avez mise vous-même : « mesomap verify BIBLIOTHÈQUE --trust »
tampering-forgotten-cut = le registre a { $size } entrées, et ce poste en a vu { $known } : sa fin a été coupée, ou une copie plus ancienne a pris sa place. Si vous l’y avez mise vous-même : « mesomap verify BIBLIOTHÈQUE --trust »
tampering-two-at-once = { $file } : deux postes ont écrit l’entrée { $number } du registre en même temps, et un programme de synchronisation a gardé les deux. Ce que les deux ont enregistré est là ; rien ne dit lequel fut le premier
tampering-not-erased = { $file } a été effacé, selon la bibliothèque, et il est là : il a été remis, ou l’effacement fut interrompu. « mesomap erase » l’enlève
witness-unreadable = { $file } n’est pas ce qui y fut écrit : il ne répond de rien
witness-no-key = { $file } est signé par un poste dont la clé n’est pas là
witness-signature = { $file } : la signature du poste n’est pas valable
witness-other-stamp = { $file } n’est pas un horodatage de ce registre
witness-cut = le registre a { $size } entrées, et { $file } répond de { $known } : sa fin a été coupée
witness-rewritten = le registre n’est pas celui dont répond { $file } ({ $known } entrées) : il a été réécrit
stamp-unreadable = ce n’est pas la réponse d’une autorité d’horodatage
stamp-refused = l’autorité n’a pas donné d’horodatage
stamp-altered = ce qu’il dit n’est pas ce que l’autorité a signé
stamp-not-asked = il porte sur autre chose que ce qui fut demandé ici, ou répond à une autre demande
erased-then = effacé le { $at } par { $author }, motif : { $reason } ({ $revisions } révisions ; l’entrée { $entry } du registre le dit)
erased-by-nobody = personne de nommé
erase-not-a-patient = Ce n’est pas le dossier d’un patient dans une bibliothèque
erase-open = { $file } est ouvert dans une fenêtre : fermez-la d’abord
erase-unsent = { $count } objets attendent d’être envoyés et peuvent être de ce patient : envoyez-les ou abandonnez-les d’abord
erase-unread = Tout n’est pas lisible, si bien que personne ne sait quelles entrées du registre lui appartiennent. { $why }

# Repères venus d’ailleurs
import-added = { $count ->
    [one] 1 repère est ajouté
   *[other] { $count } repères sont ajoutés
}
import-same = { $count ->
    [one] 1 repère est déjà là, tel quel
   *[other] { $count } repères sont déjà là, tels quels
}
import-different = { $count ->
    [one] 1 repère est là, mais différent
   *[other] { $count } repères sont là, mais différents
}
import-refused = { $count ->
    [one] 1 repère reste dehors
   *[other] { $count } repères restent dehors
}
import-mark-refused =
    { $count ->
        [one] Repère { $mark } : { $why }
       *[other] { $count } repères ({ $mark }) : { $why }
    }
import-mark-different =
    { $count ->
        [one] Le repère { $marks } est différent dans la séance : { $what }
       *[other] { $count } repères ({ $marks }) sont différents dans la séance : { $what }
    }
import-differs-technique = technique { $before } → { $after }
import-differs-depth = profondeur { $before } → { $after } mm
import-differs-cocktail = cocktail { $before } → { $after }
import-differs-volume = volume { $before } → { $after } mL
import-differs-place = à { $mm } mm d’ici
import-differs-shape = tracé ailleurs
import-differs-device = appareil { $before } → { $after }
import-differs-remark = remarque { $before } → { $after }
import-differs-number = numéro { $before } → { $after }
import-differs-group = posés ensemble autrement
imported-added = { $count ->
    [one] 1 repère importé
   *[other] { $count } repères importés
}
imported-changed = { $count ->
    [one] 1 repère modifié
   *[other] { $count } repères modifiés
}
import-no-place = il n’a jamais été posé
import-off-the-body = il est à { $mm } mm de la peau de ce corps
import-no-technique = il n’y a pas de technique « { $technique } » ici
import-no-cocktail = la séance n’a pas de cocktail { $letter }
import-other-cocktail = le cocktail { $letter } est « { $there } » dans le fichier et « { $here } » dans la séance
import-is-void = il a été annulé dans cette séance
import-foreign-kin = Cette liste est celle d’une autre séance de ce patient : { $title }
import-foreign-patient = Cette liste est celle d’une autre séance, qui n’est pas de ce patient
import-foreign = Cette liste est celle d’une autre séance
import-other-body = Les repères du fichier sont sur un autre corps ({ $there }) que ceux de la séance ({ $here }) : ils tomberaient ailleurs.
import-places-only = Le fichier ne dit que le lieu : technique, profondeur, cocktail et volume sont ceux du prochain repère.
marks-points-only = { $count ->
    [one] Cette séance a une ligne ou une zone, et ce format ne tient que des points. Choisissez .mrk.json.
   *[other] Cette séance a { $count } lignes et zones, et ce format ne tient que des points. Choisissez .mrk.json.
}

# Ce que répond une archive d’images
send-status = { $meaning } (statut { $code })
send-status-remark = { $status } : { $remark }
send-status-success = fait
send-status-changed = enregistré, avec une modification par l’archive
send-status-class = refusé : elle ne prend pas d’objets de cette classe
send-status-not-authorised = refusé : ce programme ne peut pas y enregistrer
send-status-processing = échec : l’archive n’a pas pu le traiter
send-status-duplicate = refusé : elle a déjà un objet de cet identifiant
send-status-resources = refusé : l’archive manque de place
send-status-mismatch = échec : l’objet ne correspond pas à sa classe
send-status-not-understood = échec : l’archive ne comprend pas l’objet
send-status-other = échec : l’archive ne dit rien que DICOM connaisse
send-no-host = hôte inconnu ; vérifiez son nom et le réseau
send-unreachable = l’hôte n’accepte pas de connexion à ce port ({ $why })
send-silent = pas de réponse à temps ; vérifiez l’hôte et le port, et si l’archive fonctionne
send-closed = l’autre côté a fermé la connexion sans réponse
send-broken = la connexion s’est rompue ({ $why })
send-nonsense = ce qui répond là ne parle pas DICOM ; vérifiez le port
send-rejected = l’archive refuse de parler : { $why } ({ $code })
send-rejected-called = elle porte un autre titre (Called AE Title Not Recognized)
send-rejected-calling = elle ne connaît pas le titre de ce programme (Calling AE Title Not Recognized)
send-rejected-protocol = elle parle un autre protocole (Protocol Version Or Context Not Supported)
send-rejected-busy = elle est occupée, réessayez plus tard (Temporary Congestion)
send-rejected-no-reason = elle ne donne pas de raison (No Reason Given)
send-aborted = l’archive a interrompu l’échange ({ $code })
send-refused = l’archive ne prend pas d’objets de cette classe
send-unreadable = ce qui a été gardé ne peut pas être lu
send-stopped = non envoyé : arrêté avant
send-wrong-host = Un hôte est un nom ou une adresse, comme pacs.example ou 192.168.1.20
send-wrong-port = Un port est un nombre entier de 1 à 65535
send-wrong-title = Un titre (AE title) a de 1 à 16 lettres, chiffres ou signes : TITRE@HÔTE:PORT
send-not-fhir = ce qui répond là ne dit rien de ce que dirait un serveur FHIR ; vérifiez l’adresse
send-http-part = une partie n’est pas enregistrée
send-http-moved = refusé : il est ailleurs maintenant
send-http-not-authorised = refusé : ce programme n’a pas le droit d’y enregistrer
send-http-not-there = refusé : rien n’accepte de transactions à cette adresse
send-http-conflict = refusé : il a sous cet identifiant quelque chose qui s’y oppose
send-http-too-large = refusé : trop grand
send-http-not-understood = refusé : le serveur ne le comprend pas, ou ses règles l’interdisent
send-http-trouble = échec : le serveur est en difficulté
send-http-refused = refusé
send-encrypted = https n’est pas pris en charge : indiquez une passerelle de cette machine qui chiffre, comme http://localhost:8080/fhir
send-wrong-address = Une adresse est de la forme http://localhost:8080/fhir, sans nom ni mot de passe
drop-unknown-placeholder = « { $placeholder } » entre accolades n’est pas connu ; un modèle accepte date, time, session, course, view, number et name

# What was found in a whole library
found-number = n° { $number }
found-session = { $title }, { $date }
found-lot = { $name }, lot { $lot }
found-in-cocktail = { $what }, cocktail { $letter }
found-prepared = préparé ; aucune marque ne le nomme
found-injected = { $volume } mL en { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
found-amount = { $amount } ({ $injected })
found-next = séance { $next } sur { $planned }
found-late = { $days ->
        [one] { $days } jour de retard, due le { $due }
       *[other] { $days } jours de retard, due le { $due }
    }
found-none = Rien n’a été trouvé.
found-count = { $rows ->
        [one] { $rows } réponse,
       *[other] { $rows } réponses,
    } { $patients ->
        [one] { $patients } patient.
       *[other] { $patients } patients.
    }
found-void = { $count ->
        [one] { $count } autre est dans un dossier déclaré nul.
       *[other] { $count } autres sont dans des dossiers déclarés nuls.
    }
found-unread = { $count ->
        [one] { $count } dossier est illisible ; personne ne sait ce qu’il contient.
       *[other] { $count } dossiers sont illisibles ; personne ne sait ce qu’ils contiennent.
    }

# lots
bundle-not-one = ce n’est pas un lot de mesomap ; rien n’a été repris
bundle-locked = le lot est chiffré ; donnez sa phrase secrète
bundle-cut = la fin du lot manque ou son répertoire est abîmé, rien n’a été repris ; recopiez-le depuis l’endroit où il a été fait
bundle-damaged = { $entry } dans le lot n’est pas ce que dit son manifeste, rien n’a été repris ; recopiez le lot depuis l’endroit où il a été fait
bundle-packed = { $entry } dans le lot est compressé ou chiffré d’une façon qui n’est pas lue ici ; refaites le lot avec mesomap
bundle-swells = { $entry } dans le lot grandirait bien au-delà de ce que font des dossiers ; rien n’a été repris
bundle-too-many = le lot contient plus de { $most } fichiers ; rien n’a été repris
bundle-too-large = tous les fichiers d’un lot font ensemble { $limit } Mio au plus ; faites-en un par patient
bundle-name = { $entry } n’est pas un nom de dossier que tout système accepte ; rien n’a été repris ni écrit
bundle-twice = { $entry } est là deux fois, du moins là où majuscules et minuscules se valent ; rien n’a été repris ni écrit
bundle-missing = { $entry } figure au manifeste du lot mais n’y est pas ; rien n’a été repris
bundle-unlisted = { $entry } est dans le lot mais ne figure pas à son manifeste ; rien n’a été repris
bundle-of-nothing = seuls une bibliothèque, le dossier d’un patient ou celui d’une cure se mettent en lot
bundle-other-patient = ce patient est { $there } dans le lot et { $here } ici, rien n’a été repris ; vérifiez que c’est la même personne avant de le reprendre
bundle-same-id = { $first } et { $second } ont le même identifiant, si bien que nul ne sait lequel est visé ; rien n’a été repris
bundle-person = « { $name } » (date de naissance inconnue)
bundle-person-born = « { $name } » (date de naissance { $born })
bundle-of-library = La bibliothèque { $name }
bundle-of-patient = Le patient { $name }
bundle-of-course = La cure { $title } de { $patient }
bundle-made =
    { $files ->
        [one] { $files } fichier, mis en lot le { $at }
       *[other] { $files } fichiers, mis en lot le { $at }
    }
bundle-made-by = Mis en lot par { $name }
bundle-unsaved =
    { $sessions ->
        [one] N’y est pas : le travail non enregistré de { $sessions } séance
       *[other] N’y est pas : le travail non enregistré de { $sessions } séances
    }
bundle-new = nouveaux
bundle-gone-on = poursuivis
bundle-unchanged = inchangés
bundle-forked = bifurqués
bundle-patients = Patients
bundle-courses = Cures
bundle-sessions = Séances
bundle-merged-nothing = Tout le lot était déjà là
bundle-merged =
    { $states ->
        [one] { $states } état repris
       *[other] { $states } états repris
    } ; nouveaux patients : { $patients }, nouvelles séances : { $sessions }, bifurcations : { $forks }
bundle-fork = { $path } a continué aux deux endroits : c’est une bifurcation tant que vous n’avez pas dit ce qu’elle devient
bundle-left = { $path } a continué aux deux endroits et reste ici tel quel
bundle-erased = Rien n’a été repris de { $name }, dont les dossiers ont été effacés ici à la fin de leur conservation
bundle-namesake = { $name } est nouveau ici, mais un autre patient a les mêmes nom et date de naissance : vérifiez s’il s’agit d’une seule personne
bundle-signer = La clé de { $name }, qui signe, est nouvelle ici : ses signatures comptent désormais comme connues
bundle-unconfirmed = Le système n’a pas confirmé que tout est sur le disque ; reprenez le lot encore une fois
bundle-unlogged = Tout n’a pas pu être inscrit au registre
bundle-unexported =
    { $states ->
        [one] { $states } état
       *[other] { $states } états
    } de { $sessions ->
        [one] { $sessions } séance
       *[other] { $sessions } séances
    } dans aucun lot, le premier du { $since }
