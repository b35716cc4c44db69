# Texts of the room `cli`. A term is written as the field writes it; places in braces are filled by the program.
# Names of places such as PATH and FILE stay as the program writes them; the prefix "mesomap:" is tight, as in a shell.

# When no window can be opened
no-window-advice =
    mesomap n’a pas pu ouvrir sa fenêtre. Le système indique : { $error }

    Une fenêtre demande un écran (X11 ou Wayland) et OpenGL. Sous Debian et Ubuntu, ces paquets
    apportent ce qui peut manquer :

        sudo apt-get install { $packages }

    Sans écran, tout fonctionne sauf la fenêtre : mesomap --help en donne la liste. Pour obtenir
    l’image d’une séance :

    {"    "}{ $command }

no-window-advice-windows =
    mesomap n’a pas pu ouvrir sa fenêtre. Le système indique : { $error }

    Une fenêtre demande OpenGL 2.0 ou plus récent, qu’apporte le pilote de la carte graphique.

    - Mettez ce pilote à jour : par Windows Update, ou chez le fabricant de l’ordinateur.
    - Par le Bureau à distance, Windows n’offre parfois qu’un OpenGL plus ancien : lancez mesomap
      sur l’ordinateur lui-même.

    Sans fenêtre, tout le reste fonctionne : mesomap --help en donne la liste. Pour obtenir l’image
    d’une séance :

    {"    "}{ $command }

# Quand le système de fenêtres ne dit pas pourquoi
no-window-stopped = la bibliothèque graphique s’est arrêtée

# Messages
cli-error = mesomap: { $message }
cli-no-such-path = { $path } : aucun fichier ni dossier de ce nom
cli-output-failed = impossible d’écrire sur la sortie standard : { $error }
cli-no-window-in-this-build =
    mesomap: cette version n’a pas de fenêtre. Elle a été compilée sans la fonctionnalité « app » ;
    recompilez-la avec cargo build --release, ou utilisez les commandes que liste mesomap --help.

# Help of the whole program. Lines stay under 100 characters.
cli-about =
    mesomap consigne les injections sur la surface d’un corps réaliste : chaque point avec sa
    position en millimètres, sa technique, sa profondeur, son cocktail et son volume, un fichier par
    séance. Sans commande, il ouvre sa fenêtre. Les commandes ci-dessous se passent d’écran.
cli-usage =
    mesomap [PATH]
    {"             "} mesomap <COMMAND> [OPTIONS]
cli-path = Dossier d’une bibliothèque ou fichier d’une séance à ouvrir dans la fenêtre
cli-after-help =
    Exemples :
      mesomap charts                                     ouvrir la bibliothèque d’exemple
      mesomap export S2.ron --view face-front -o S2.png  une page avec le visage de face
      mesomap export S2.ron --compare S1.ron --view face-front,face-left-profile -o S2.png
      mesomap compare S1.ron S2.ron                      ce qui est repris, déplacé, ajouté, omis
      mesomap marks S2.ron > S2.csv                      chaque repère et son emplacement
      mesomap regions                                    chaque région et ses codes
      mesomap check charts                               si tous les fichiers sont en ordre

    « mesomap <COMMAND> --help » en dit plus sur une commande.

    Code de retour : 0 terminé, 1 check a quelque chose à signaler, 2 usage incorrect, 3 un fichier
    ne peut pas être lu ou écrit, ou aucune fenêtre ne s’ouvre.

# Mots de toutes les aides
cli-heading-usage = Utilisation :
cli-heading-commands = Commandes{"\u00A0"}
cli-heading-arguments = Arguments{"\u00A0"}
cli-heading-options = Options{"\u00A0"}
cli-help = Afficher cette aide
cli-version = Afficher la version
cli-default = [par défaut : { $value }]
cli-possible-values = [valeurs possibles : { $values }]

# Utilisation incorrecte
cli-wrong = erreur : { $what }
cli-wrong-unknown-argument = argument inattendu '{ $argument }'
cli-wrong-unknown-verb = commande inconnue '{ $verb }'
cli-wrong-missing = il manque ces arguments obligatoires :
cli-wrong-no-value = '{ $argument }' demande une valeur, et il n’y en a pas
cli-wrong-value = valeur incorrecte '{ $value }' pour '{ $argument }'
cli-wrong-number = valeur incorrecte '{ $value }' pour '{ $argument }' : il faut un nombre
cli-wrong-whole-number = valeur incorrecte '{ $value }' pour '{ $argument }' : il faut un nombre entier, positif ou nul
cli-wrong-too-many-values = valeur inattendue '{ $value }' pour '{ $argument }', qui n’en prend pas d’autre
cli-wrong-twice = l’argument '{ $argument }' ne peut figurer qu’une fois
cli-wrong-conflict = '{ $argument }' ne va pas avec { $others }
cli-wrong-utf8 = un argument n’est pas du texte UTF-8
cli-tip = conseil : { $tip }
cli-tip-similar = '{ $word }' existe et y ressemble
cli-tip-as-value = pour donner '{ $argument }' comme valeur, écrire '-- { $argument }'
cli-more-help = Pour en savoir plus : '--help'.

# Help of the commands
cli-views = Lister les vues qui peuvent être exportées
cli-regions = Lister les régions du corps et leurs codes (SNOMED CT, DICOM, Uberon, FMA)
cli-regions-json = Écrire un objet JSON (schéma mesomap-regions-1) avec termes et licence, au lieu du tableau
cli-regions-after-help =
    Une région sans code est une région pour laquelle aucune source n’en donne. Hors de DICOM, SNOMED CT
    peut demander une licence ; --json dit à qui sont les codes et qui peut s’en servir.

    Exemples :
      mesomap regions | grep -i joue
      mesomap regions --json > regions.json
# Bibliothèques chiffrées
cli-heading-sealed = Bibliothèques chiffrées
cli-passphrase-file = Ouvrir une bibliothèque chiffrée : phrase secrète en première ligne de ce fichier
cli-identity = Ouvrir une bibliothèque chiffrée avec ce fichier de clé
cli-seal-ask = Phrase secrète de { $path } :
cli-seal-ask-new = Nouvelle phrase secrète :
cli-seal-ask-again = Encore une fois :
cli-seal-no-key = { $path } ne contient aucune clé : une ligne qui commence par AGE-SECRET-KEY-1
cli-seal-unread = { $path } ne se lit pas comme du texte
cli-seal-no-recipient = { $text } n’est pas une clé publique : elle commence par age1
cli-seal-no-way = dites ce qui ouvrira la bibliothèque : --new-passphrase-file, --key-file ou --recipient
cli-seal-short = une phrase secrète a au moins { $least } caractères
cli-seal-folder = Le dossier de la nouvelle bibliothèque : nouveau ou vide
cli-seal-copied =
    { $files ->
        [one] { $files } fichier copié et comparé
       *[other] { $files } fichiers copiés et comparés
    }, { $missing } illisibles ; la nouvelle bibliothèque est { $path }
cli-encrypt = Copier une bibliothèque dans une nouvelle bibliothèque chiffrée
cli-encrypt-library = La bibliothèque à copier, qui reste telle quelle ; ainsi se change une phrase secrète
cli-encrypt-passphrase = La première ligne de ce fichier ouvrira la bibliothèque ; sinon elle est demandée
cli-encrypt-key-file = Écrire un fichier de clé qui ouvre aussi la bibliothèque ; gardez-le ailleurs
cli-encrypt-recipient = Une clé publique age dont le fichier de clé ouvre aussi la bibliothèque ; répétable
cli-encrypt-after-help =
    Noms et contenus sont chiffrés ; on voit encore combien il y a de fichiers, leur taille et quand
    ils ont été écrits. L’outil age ouvre chaque fichier avec la clé de la bibliothèque.

    Une phrase secrète oubliée l’est pour toujours : sans elle ni fichier de clé, personne ne peut plus
    jamais ouvrir la bibliothèque.

    Exemples :
      mesomap encrypt BIBLIOTHÈQUE NOUVEAU --key-file /ailleurs/cle.txt --new-passphrase-file secret.txt
      mesomap check NOUVEAU --identity /ailleurs/cle.txt

    Code de retour : 0 fait, 1 quelque chose est illisible ou n’est pas tel qu’enregistré, 2 mauvais
    usage, 3 bibliothèque illisible ou dossier impossible à écrire.
cli-export-plain = Copier une bibliothèque, déchiffrée, dans une nouvelle bibliothèque ordinaire
cli-export-plain-after-help =
    Chaque fichier est écrit tel qu’il était avant d’être chiffré, octet par octet, puis comparé ; la
    nouvelle bibliothèque est ensuite vérifiée. Ce qui est illisible est dit et laissé. La bibliothèque
    chiffrée reste telle quelle.

    Exemples :
      mesomap export-plain BIBLIOTHÈQUE NOUVEAU
      mesomap export-plain BIBLIOTHÈQUE NOUVEAU --identity /ailleurs/cle.txt

    Code de retour : 0 fait, 1 quelque chose est illisible ou n’est pas tel qu’enregistré, 2 mauvais
    usage, 3 bibliothèque illisible ou dossier impossible à écrire.
cli-bundle = Écrire une bibliothèque, un patient ou une cure dans un seul fichier, avec tous les états
cli-bundle-folder = Le dossier de la bibliothèque, d’un patient ou d’une cure qu’elle contient
cli-bundle-output = Le lot ; son nom finit d’ordinaire par .mesomap
cli-bundle-encrypt = Le chiffrer sous une phrase secrète, qui est demandée ; l’oublier est définitif
cli-bundle-passphrase = Le chiffrer ; sa phrase secrète est la première ligne de ce fichier
cli-bundle-author = Qui met en lot, comme le lot le dira
cli-bundle-plain = La bibliothèque est chiffrée, mais ce lot ne l’est pas : qui l’a peut le lire (--encrypt)
cli-bundle-unread = { $path } : { $why }
cli-bundle-file = Fichier
cli-bundle-bytes = Octets
cli-bundle-sha256 = SHA-256
cli-bundle-after-help =
    Un lot est un zip des fichiers tels qu’ils sont dans la bibliothèque et de manifest.ron, qui les
    énumère avec leur SHA-256. Chiffré, c’est un fichier age : « age -d » l’ouvre aussi. Le travail non
    enregistré n’y est pas, le registre de la bibliothèque non plus, mais sa taille et sa racine y sont.
    Le lot d’un patient ou d’une cure contient les clés de ceux qui y ont signé, chacune sous la phrase
    secrète de son propriétaire.

    Exemples :
      mesomap bundle charts/anna-sample -o anna.mesomap
      mesomap bundle charts -o tout.mesomap --encrypt
cli-unbundle = Reprendre un lot dans une bibliothèque : rien n’est remplacé, deux suites font une bifurcation
cli-unbundle-file = Le lot
cli-unbundle-into = La bibliothèque qui le reprend ; un dossier nouveau ou vide en devient une
cli-unbundle-list = Seulement vérifier le lot et énumérer ce qu’il contient
cli-unbundle-accept-patient = Reprendre un patient dont le nom ou la date de naissance diffère ici
cli-unbundle-passphrase = La première ligne de ce fichier ouvre le lot ; sinon elle est demandée
cli-unbundle-author = Qui le reprend
cli-unbundle-after-help =
    Tout le lot est vérifié avant que rien ne soit écrit. Patients, cures et séances se reconnaissent à
    leur identifiant, quel que soit le nom de leur dossier. Le même lot une fois de plus ne change rien.
    Le code de sortie est 1 si quelque chose est à regarder, comme une bifurcation.

    Exemples :
      mesomap unbundle anna.mesomap --list
      mesomap unbundle anna.mesomap --into charts
cli-verify = Vérifier une bibliothèque : révisions selon le registre, et signatures
cli-verify-library = Le dossier d’une bibliothèque, ou un fichier qu’il contient
cli-verify-against = Un point de contrôle gardé hors de la bibliothèque ; peut être donné plusieurs fois
cli-verify-save = Écrire le dernier point de contrôle dans ce fichier, à garder ailleurs
cli-verify-after-help =
    Tout ce qui n’est pas tel qu’enregistré fait une ligne qui nomme son fichier. Rien n’est modifié.

    Le registre seul trouve ce qui a été modifié, supprimé, ajouté ou déplacé. Si sa fin a été coupée,
    ou s’il a été réécrit en entier, seul un point de contrôle gardé ailleurs le dit.

    Exemples :
      mesomap verify BIBLIOTHÈQUE --save-checkpoint /ailleurs/aujourdhui.txt
      mesomap verify BIBLIOTHÈQUE --against /ailleurs/an-dernier.txt

    Code de retour : 0 tout est tel qu’enregistré, 1 sinon, 2 mauvais usage, 3 BIBLIOTHÈQUE illisible.
cli-verify-no-checkpoint = { $path } ne contient aucun point de contrôle : trois lignes, le registre, sa taille et sa racine
cli-verify-read = { $revisions } révisions lues, { $signatures } signatures valables, { $found } constats
cli-verify-before = { $count } d’entre elles datent d’avant le registre ; une révision plus tardive répond de chacune
cli-verify-no-ledger = Cette bibliothèque n’a pas encore de registre : le prochain enregistrement en commence un
cli-verify-ledger = registre { $ledger }, { $size } entrées, la dernière le { $last }, racine { $root }
cli-verify-checkpoint-exists = { $path } existe déjà et témoigne d’un état antérieur ; donnez un autre nom
cli-verify-alone = Aucune copie extérieure n’a été donnée (--against) : on ne sait pas si sa fin a été coupée
cli-verify-vouch = Faire signer le dernier point de contrôle par ce poste, dans la bibliothèque
cli-verify-trust = Oublier ce que ce poste a vu de la bibliothèque, et la croire telle qu’elle est
cli-verify-stamp-request = Écrire une demande d’horodatage (RFC 3161) du dernier point de contrôle
cli-verify-stamp-token = Lire la réponse de l’autorité et la garder auprès du point de contrôle
cli-verify-no-workstation = Ce système n’a pas d’endroit pour ce qui est propre à un poste
cli-verify-voucher = le poste { $workstation } répond de { $size } entrées, la dernière du { $at }
cli-verify-stamp = horodatage du { $at } UTC sur { $size } entrées, selon lui-même : { $path }
cli-verify-stamp-kept = gardé : un horodatage du { $at } UTC sur { $size } entrées ; qui l’a fait, « openssl ts -verify » le dit
cli-verify-stamp-not-kept = { $path } n’est pas gardé : { $why }
cli-verify-copy = dernière copie extérieure : { $kind }, { $at }, { $size } entrées, { $days ->
        [0] aujourd’hui
        [1] il y a un jour
       *[other] il y a { $days } jours
    }
cli-verify-no-copy = Aucune copie extérieure n’est connue : aucun export ne porte la taille et la racine de cette bibliothèque
cli-prove = Écrire la preuve d’un patient : ses révisions sont au registre, sans personne d’autre
cli-prove-after-help =
    Exemples :
      mesomap prove BIBLIOTHÈQUE/anna-sample -o anna.proof
      mesomap check-proof anna.proof COPIE/anna-sample

    Code de sortie : 0 fait, 2 mauvais usage, 3 dossier illisible ou fichier impossible à écrire.
cli-prove-patient = Le dossier d’un patient dans une bibliothèque
cli-prove-output = Où l’écrire
cli-prove-nothing = { $path } : le registre ne contient rien de ce qui s’y trouve
cli-check-proof = Vérifier la preuve d’un patient et ses fichiers, sans la bibliothèque
cli-check-proof-after-help =
    Une preuve mène chaque révision à la racine d’un point de contrôle. Que celui-ci soit celui de la
    bibliothèque, une copie le dit qui figure sur un export ou fut gardée ailleurs (--against).

    Exemples :
      mesomap check-proof anna.proof
      mesomap check-proof anna.proof COPIE/anna-sample --against /ailleurs/aujourdhui.txt

    Code de sortie : 0 tout tient, 1 quelque chose ne tient pas, 2 mauvais usage, 3 illisible.
cli-check-proof-file = Une preuve
cli-check-proof-patient = Le dossier du patient, où qu’il ait été copié
cli-check-proof-against = Un point de contrôle gardé ailleurs quand la preuve fut faite
cli-check-proof-none = { $path } ne contient aucune preuve
cli-check-proof-faulty = l’entrée { $entry } ne mène pas à la racine : elle a été modifiée
cli-check-proof-gone = l’entrée { $entry } prouve la révision { $number } ({ $kind }), enregistrée le { $at }, et il n’y a pas de tel fichier
cli-check-proof-unproved = { $path } n’est pas ce qui a été enregistré, ou l’a été après la preuve
cli-check-proof-same = le point de contrôle est celui qui fut gardé
cli-check-proof-other = le point de contrôle n’est pas celui qui fut gardé
cli-check-proof-read = { $entries } entrées mènent à la racine, { $files } fichiers sont ce qui a été enregistré ; registre { $ledger }, { $size } entrées, racine { $root }
cli-erase = Effacer pour toujours les dossiers d’un patient, à la fin de leur conservation
cli-erase-after-help =
    Le contenu des enregistrements disparaît, avec le travail jamais enregistré ; le registre garde ses
    entrées, et un enregistrement qui dit quand, par qui, pourquoi et combien. Ainsi tout le reste se
    vérifie comme avant, et un effacement ne passe pas pour une perte, ni une perte pour un effacement.
    Sauvegardes et exports ne sont pas atteints.

    Refusé tant qu’une séance du patient est ouverte, ou que quelque chose attend d’être envoyé.

    Exemples :
      mesomap erase BIBLIOTHÈQUE/anna-sample --reason "dix ans ont passé"

    Code de sortie : 0 fait, 1 il reste autre chose que des enregistrements, 2 mauvais usage ou non
    confirmé, 3 impossible à effacer.
cli-erase-reason = Pourquoi, comme la bibliothèque le dira
cli-erase-author = Qui efface
cli-erase-yes = Effacer sans demander
cli-erase-no-reason = Dites pourquoi (--reason)
cli-erase-about = { $path } ({ $name }) : { $records } enregistrements, { $files } fichiers. Les effacer est définitif.
cli-erase-ask = Tapez { $folder } pour les effacer :
cli-erase-not-confirmed = Rien n’a été effacé : ce n’était pas confirmé (--yes là où personne ne peut répondre)
cli-erase-done = { $files } fichiers effacés ; il en reste { $left } qui ne sont pas des enregistrements
cli-marks = Lister les repères d’une séance, avec leur emplacement, ou les écrire pour d’autres programmes
cli-marks-language = Langue des noms et des lieux.
cli-marks-after-help =
    Exemples :
      mesomap marks S2.ron > S2.csv
cli-marks-output = Où l’écrire : .csv, .json, ou .mrk.json ou .fcsv pour 3D Slicer
cli-marks-ending = { $path } : une liste de repères est un fichier .csv, .json, .mrk.json ou .fcsv
cli-import = Reprendre des repères d’un fichier : CSV, JSON, points et courbes de 3D Slicer
cli-import-session = Une séance modifiable ; son état actuel reste comme révision
cli-import-file = Le fichier : .csv, .json, .mrk.json ou .fcsv
cli-import-dry-run = Dire ce qui se ferait, sans rien écrire
cli-import-mine = Les repères différents restent tels quels (c’est ainsi par défaut)
cli-import-theirs = Les repères différents deviennent ceux du fichier
cli-import-new = Les repères différents s’ajoutent comme nouveaux repères
cli-import-accept-foreign = Reprendre aussi les repères d’une autre séance
cli-import-author = Qui importe, pour la révision
cli-heading-next-mark = Pour les repères de 3D Slicer, qui ne disent que le lieu
cli-import-technique = La technique, par son identifiant
cli-import-depth = La profondeur ; sinon celle de la technique
cli-import-cocktail = Le cocktail de la séance
cli-import-volume = Le volume de chaque repère
cli-import-needs-technique = Un fichier de 3D Slicer ne dit que le lieu : indiquez --technique, et --cocktail et --volume s’il y en a
cli-import-needs-depth = Cette technique n’a pas de profondeur propre : indiquez --depth
cli-import-not-exact = { $value } n’est pas une valeur qu’un dossier conserve
cli-import-foreign = { $path } : { $why }. Ajoutez --accept-foreign pour importer quand même ses repères
cli-import-foreign-accepted = { $path } : { $why }
cli-import-nothing-written = Rien n’a été écrit.
cli-import-unsettled = { $path } a du travail jamais enregistré, ou a été modifié hors de mesomap : ouvrez-le d’abord dans la fenêtre
cli-import-saved = { $path } : enregistré comme révision { $number }
cli-import-after-help =
    Les repères se reconnaissent à leur séance et à leur identité dans celle-ci ; ceux d’une autre
    séance, ou sans séance, sont nouveaux. Ni technique ni cocktail n’est inventé : un repère dont la
    séance n’a pas la technique ou le cocktail reste dehors, et il est nommé. La liste
    d’une autre séance est refusée sans --accept-foreign.

    Exemples :
      mesomap marks S2.ron -o S2.csv
      mesomap import S2.ron S2.csv --dry-run
      mesomap import S2.ron points.mrk.json --technique papule --depth 2 --cocktail A --volume 0.05

    Code de retour : 0 fait, 1 repères laissés dehors, 2 mauvais usage, 3 fichier illisible ou non écrit.
cli-check = Vérifier un fichier ou une bibliothèque : une ligne par défaut ou élément à signaler
cli-check-path = Fichier de séance, cure, patient ou bibliothèque, ou dossier qui en contient
cli-check-after-help =
    Chaque ligne se lit « fichier:ligne:colonne: message ». Rien n’est modifié.

    Un message qui commence par « note : » compare des profondeurs à des valeurs publiées ; il ne
    change pas le code de retour.

    Code de retour : 0 rien à signaler, 1 élément à signaler, 2 usage incorrect, 3 PATH illisible.
cli-export = Dessiner une séance, ou sa comparaison avec une antérieure, en page pour le dossier
cli-export-session = Fichier de la séance
cli-export-session-or-course = Le fichier de la séance ; ou le dossier d’une cure, pour un PDF de toutes ses séances
cli-export-compare = Montrer ce qui a changé depuis cette séance antérieure
cli-export-after-help =
    La page porte titre, date, légende, échelle, côtés et totaux. Ses dimensions physiques sont dans
    le fichier.

    Exemples :
      mesomap export S2.ron --view face-front -o S2.png
      mesomap export S2.ron --view face-front --view face-left-profile --landscape --dpi 150 -o S2.png
      mesomap export S2.ron -o S2.pdf
      mesomap export S2.ron --card --paper a5 -o carte.pdf
      mesomap export charts/PATIENT/CURE -o cure.pdf
      mesomap export S2.ron --compare S1.ron --view face-front --title "Séance 2" -o change.png
cli-compare = Comparer deux séances d’une cure, point par point, en millimètres le long de la peau
cli-compare-before = La première séance ; ou seul, le dossier d’une cure : première contre dernière séance
cli-compare-after = La séance suivante
cli-compare-protocol = Comparer la séance avec ce qu’un protocole demande, par son nom ou identifiant
cli-compare-one = { $path } n’est comparé à rien : donnez une deuxième séance, un --protocol ou le dossier d’une cure ayant deux séances valables.
cli-compare-no-protocol = Aucun protocole ne s’appelle « { $name } » ; il y a : { $known }.
cli-compare-moved-from = En deçà de cette distance, compter un point comme repris, non déplacé
cli-accept-newer = Continuer avec une séance d’une version plus récente, sans ce que celle-ci ignore
cli-newer = { $path } a été écrit par une version plus récente ({ $schema }) et contient peut-être ce que celle-ci ne connaît pas. Rien n’en a été fait ; utiliser cette version, ou --accept-newer pour continuer sans.
cli-newer-accepted = { $path } a été écrit par une version plus récente ({ $schema }) : ce que celle-ci ne connaît pas est laissé de côté.
cli-accept-void = Continuer avec une séance déclarée nulle
cli-void = { $path } est déclaré nul : { $why } Rien n’en a été fait ; --accept-void pour continuer malgré tout.
cli-void-accepted = { $path } est déclaré nul : { $why }
cli-accept-forked = Continuer quand le dossier du patient ou de la cure a deux états non fusionnés
cli-forked = { $why }. Rien n’en a été fait ; --accept-forked pour continuer sans nommer patient ni cure.
cli-forked-accepted = { $why }. Ni le patient ni la cure ne sont nommés.
cli-compare-without-shift = Ne compter déplacé que ce qui l’est par rapport à l’ensemble de sa partie du corps
cli-compare-json = Écrire un objet JSON (schéma mesomap-comparison-3) au lieu des tableaux
cli-compare-tolerance-help = Déplacement maximal d’un même point, en mm le long de la peau
cli-compare-after-help =
    Les points sont appariés un à un, à distance totale minimale. Chaque tableau donne les points et
    les millilitres avant et après, et la différence.

    Exemples :
      mesomap compare S1.ron S2.ron
      mesomap compare S1.ron S2.ron --tolerance 3 --json
      mesomap compare S1.ron S2.ron --view face-front -o change.png

# Help of what export and compare share
cli-heading-picture = Image{"\u00A0"}
cli-picture-view = Une vue, voir « mesomap views » ; sans elle, celles qui montrent les repères
cli-picture-output = Où l’écrire : .png, .jpg, .svg, ou .pdf avec lots, signatures et repères
cli-picture-dpi = Points par pouce ; lettres lisibles à partir de 150
cli-picture-paper = Format du papier
cli-picture-landscape = Tourner la page en paysage
cli-picture-size = Tout autre format, en mm, par exemple 200x150
cli-picture-title = Titre de la page, au lieu de celui de la séance
cli-picture-side-by-side = Montrer les deux séances côte à côte plutôt que superposées
cli-picture-regions = Tracer et nommer les régions
cli-picture-guides = Guides, séparés par des virgules : midline, thirds, fifths, grid, spine, danger
cli-picture-patient-name = Inscrire le nom du patient sur une image ; un PDF le nomme sinon
cli-picture-no-patient-name = Ne pas nommer le patient dans un PDF
cli-picture-no-record = Ne pas joindre le fichier de la séance à un PDF : PDF/A-2a
cli-picture-small = Un PDF plus léger : corps plus flou, texte et points aussi nets
cli-picture-allow-missing-characters = Écrire des cases pour les caractères sans police au lieu d’échouer
cli-picture-force = Remplacer FILE s’il existe

# mesomap export
cli-export-exists = { $path } existe déjà ; donnez un autre nom, ou --force pour le remplacer
cli-export-ending = { $path } : une page s’écrit en .png, .jpg, .svg ou .pdf ; terminez le nom ainsi
cli-export-not-written = { $path } ne peut pas être écrit : { $error }
cli-export-no-patient = { $path } n’est pas dans une bibliothèque dont le patient est lisible : aucun nom à inscrire
cli-export-missing-characters = { $missing } Rien n’a été écrit ; installer une police qui les contient, ou écrire la page avec des cases par --allow-missing-characters.
cli-export-card = Une carte à garder par le patient : produits, lots, emplacements, date
cli-export-course = Une cure entière s’écrit en .pdf, sans --view, --compare ni --card.
cli-export-course-empty = { $path } : aucune séance de la cure ne compte
cli-export-course-void = { $count ->
    [one] Une séance annulée est omise.
   *[other] { $count } séances annulées sont omises.
}
cli-export-side-by-side-alone = --side-by-side demande une seconde séance : indiquer la plus ancienne avec --compare.
cli-export-unknown-view = aucune vue « { $view } » ; les vues sont : { $views }
cli-export-unknown-guide = aucun guide « { $guide } » ; les guides sont : { $guides }
cli-export-size = « { $size } » n’est pas un format ; donnez largeur et hauteur en mm, par exemple 200x150

# mesomap check
cli-check-found =
    { $files ->
        [one] { $files } séance, { $found } à signaler
       *[other] { $files } séances, { $found } à signaler
    }
cli-check-note = note : { $sentence }
cli-check-notes =
    { $notes ->
        [one] { $notes } note, qui compare une profondeur à des valeurs publiées et ne compte pas comme anomalie
       *[other] { $notes } notes, qui comparent des profondeurs à des valeurs publiées et ne comptent pas comme anomalies
    }
cli-check-clean =
    { $files ->
        [one] { $files } séance, rien à signaler
       *[other] { $files } séances, rien à signaler
    }

# mesomap compare
cli-compare-earlier = Antérieure
cli-compare-later = Ultérieure
cli-compare-options = Deux points à { $tolerance } mm ou moins le long de la peau n’en font qu’un ; dès { $moved } mm, il est déplacé.
cli-compare-different-bodies = comparaison impossible : une séance est tracée sur { $before }, l’autre sur { $after }
cli-compare-tolerance = une tolérance de { $tolerance } mm n’est pas comprise entre { $least } et { $most } mm
cli-compare-moved = un déplacement minimal de { $moved } mm n’est pas compris entre 0 et { $most } mm
cli-compare-too-dense = trop de points sont à moins de { $tolerance } mm les uns des autres ; réduisez --tolerance
cli-compare-without-volume = Points sans volume renseigné : { $before } avant, { $after } après. Les volumes sont des minimums.
cli-column-region = Région
cli-column-technique = Technique
cli-column-cocktail = Cocktail
cli-column-repeated = Repris
cli-column-moved = Déplacés
cli-column-added = Ajoutés
cli-column-dropped = Omis
cli-column-changed = Modifiés
cli-column-as-fields = Par champs
cli-column-points-before = Points avant
cli-column-points-after = après
cli-column-ml-before = mL avant
cli-column-ml-after = après
cli-column-difference = +/-
cli-row-total = Total
cli-no-cocktail = Non renseigné
cli-locus-left = { $region }, à gauche
cli-locus-right = { $region }, à droite
cli-locus-midline = { $region }, ligne médiane

# mesomap regions
cli-column-id = Id
cli-column-level = Niveau
cli-column-sides = Côtés
cli-column-codes = Codes
cli-level-part = partie
cli-level-area = zone
cli-level-sub-area = sous-zone
cli-sides-midline = médian
cli-sides-paired = gauche, droit
cli-sides-both = variable

# Objets pour une archive d’images
cli-dicom = Écrire les vues et le compte rendu d’une séance en fichiers DICOM
cli-dicom-output = Le dossier des fichiers : un par vue, et report.dcm
cli-dicom-view = Une vue ; plusieurs par virgules [par défaut : celles qui montrent chaque repère]
cli-dicom-patient-name = Nommer le patient aussi dans les images, et le déclarer (Burned In Annotation)
cli-dicom-no-report = Sans le compte rendu
cli-dicom-no-patient = { $path } n’est dans aucune cure d’un patient : une archive classe par patient
cli-dicom-after-help =
    Chaque vue est une image Secondary Capture avec région et côté codés, le compte rendu un PDF encapsulé.
    Tous les exports d’une séance forment une étude ; séries et objets sont nouveaux à chaque fois.

    Exemple :
      mesomap dicom 2026-09-07-session-1.record --view face-front -o pour-l-archive
cli-send = Envoyer les vues et le compte rendu d’une séance à une archive d’images (DICOM C-STORE)
cli-send-to = L’archive : son titre (AE title), hôte et port
cli-send-from = Le titre de ce programme, tel que l’archive le connaît [par défaut : MESOMAP]
cli-send-again = Envoyer de nouveau ce que cette bibliothèque garde : là où prévu, ou --to
cli-send-after-help =
    Chaque réponse est montrée. Ce qui n’est pas enregistré est gardé dans la bibliothèque et proposé de
    nouveau, dans la fenêtre aussi. La séance est envoyée telle qu’elle est enregistrée.

    Exemples :
      mesomap send 2026-09-07-session-1.record --to ORTHANC@pacs.example:4242
      mesomap send --again charts
cli-send-not-kept = ce qui ne peut pas être envoyé ne sera pas gardé, car la bibliothèque ne peut pas être écrite : { $why }
cli-send-strange = { $path } est gardé pour être envoyé, mais ne peut pas être lu
cli-send-none = rien n’attend d’être envoyé
cli-send-failed = { $failed } non enregistrés, dont { $kept } gardés : renvoyez-les avec --again
cli-echo = Demander à une archive d’images si elle répond (DICOM C-ECHO)
cli-echo-after-help =
    Exemple :
      mesomap echo --to ORTHANC@pacs.example:4242

# Pour les dossiers informatisés
cli-fhir = Écrire une séance pour un dossier informatisé (FHIR R4), ou l’y envoyer
cli-fhir-output = Le fichier, en JSON
cli-fhir-post = L’envoyer à cette adresse, comme http://localhost:8080/fhir
cli-fhir-patient-numbers = Qui numérote les patients (une adresse), pour les reconnaître au numéro
cli-fhir-no-numbers = qui numérote les patients est une adresse, comme urn:oid:2.999.1
cli-fhir-in-the-clear = { $to } est sur une autre machine : ce qui est envoyé peut être lu en chemin
cli-fhir-after-help =
    Une transaction : patient, acte, ce qui fut injecté de chaque cocktail, lieux, compte rendu, et qui en
    répond. Exportée de nouveau, elle remplace la précédente. Le refusé est gardé pour « send --again ».

    Exemples :
      mesomap fhir 2026-09-07-session-1.record -o seance-1.json
      mesomap fhir 2026-09-07-session-1.record --post http://localhost:8080/fhir --header-env FHIR_HEADER
cli-header-env = Une variable avec une ligne « Authorization: … » ; jamais montrée ni gardée
cli-header-file = Un fichier avec de telles lignes
cli-header-no-variable = il n’y a pas de variable { $name } avec du texte
cli-header-no-file = { $path } ne peut pas être lu : { $error }
cli-header-malformed = un en-tête est une ligne « Nom: valeur »
cli-send-header-to-whom = dites avec --to ADRESSE qui peut lire l’en-tête
cli-course = Montrer une cure d’un coup d’œil : séances, dose sur la peau, évolution, en page ou en tableaux
cli-course-folder = Le dossier d’une cure
cli-course-view = La vue de toutes les séances ; « mesomap views » les donne
cli-course-heat = Dose sur la peau : mL, points, mg:SUBSTANCE, IU:SUBSTANCE ou none (rien)
cli-course-width = Jusqu’où la dose d’un repère s’étend sur la peau, de 2 à 20 mm
cli-course-csv = Écrire en CSV une ligne par endroit et par séance
cli-course-json = Tout écrire en un objet JSON
cli-course-output = Un fichier à écrire : .pdf, .png, .svg, .jpg, .csv ou .json
cli-course-after-help =
    Sans -o, les séances sont données ici, avec ce que dit la carte de dose.

    Exemples :
      mesomap course charts/anna/visage -o visage.pdf
      mesomap course charts/anna/visage --view face-front --heat "mg:lidocaïne" --width 5 -o visage.pdf
      mesomap course charts/anna/visage --csv > visage.csv
cli-course-none = { $path } n’est pas le dossier d’une cure lisible.
cli-course-heat-unknown = « { $heat } » n’est pas une quantité : mL, points, mg:SUBSTANCE, IU:SUBSTANCE ou none.
cli-course-width-refused = Une largeur de { $width } mm sort de { $least } à { $most } mm.
cli-course-pages = La feuille a { $pages } pages, trop pour une image : écrivez un .pdf ou prenez un --paper ou --size plus grand.
cli-course-interval = Jours depuis la précédente
cli-drop = Déposer le compte rendu d’une séance dans un dossier surveillé
cli-drop-folder = Le dossier ; il doit exister
cli-drop-template = Le nom du fichier, avec des mots entre accolades
cli-drop-after-help =
    D’abord paraît NOM.json, qui dit de qui il s’agit, puis NOM.pdf, entier ; rien n’est remplacé. Le patient
    n’est nommé dans le nom du fichier que si le modèle le demande.

    Exemple :
      mesomap drop 2026-09-07-session-1.record boite --template "{"{"}number{"}"} {"{"}date{"}"}"

# Finding in a whole library
cli-find = Chercher dans une bibliothèque : un lot, les retards, une substance dans une région
cli-find-lot = Qui a reçu un lot dont le nom contient ces mots
cli-find-overdue = Qui aurait déjà dû avoir sa prochaine séance prévue
cli-find-substance = Qui a reçu une substance dont le nom contient ces mots
cli-find-on = Le jour où le retard est constaté, au lieu d’aujourd’hui
cli-find-region = Seulement dans cette région et celles qu’elle contient ; mesomap regions les énumère
cli-find-side = Seulement de ce côté, celui du patient
cli-find-exact = Seulement le nom entier, pas une partie
cli-find-csv = Écrire un tableau pour tableurs
cli-find-json = Écrire un objet JSON (schéma mesomap-find-1) au lieu du tableau
cli-find-no-region = il n’y a pas de région { $region } ; mesomap regions les énumère
cli-find-after-help =
    Ce qui est nul ne compte pas ; on dit combien a été laissé de côté et combien de dossiers sont illisibles.
    Une séance est due selon le plan depuis la première, et jamais plus tôt après la dernière que prévu.
    Un index dans clinic/index accélère la recherche suivante. Il découle des dossiers et peut être supprimé.

    Exemples :
      mesomap find BIBLIOTHÈQUE --lot 24A117
      mesomap find BIBLIOTHÈQUE --overdue --on 2026-12-01 --csv > retards.csv
      mesomap find BIBLIOTHÈQUE --substance "acide hyaluronique" --region neck --json
cli-column-patient = Patient
cli-column-session = Séance
cli-column-what = Objet
cli-column-figure = Valeur
cli-column-record = Dossier

# La page pour les navigateurs
cli-serve = Offrir mesomap comme page aux navigateurs de cette machine, et à aucune autre
cli-serve-folder = Le dossier de la page, au lieu de celle livrée avec ce programme
cli-serve-port = Le port à écouter
cli-serve-after-help =
    Exemple : mesomap serve
    Ouvrez l’adresse affichée dans un Chrome, Edge, Firefox ou Safari actuel. Les schémas sont gardés dans les
    fichiers privés du navigateur ; ce qui en est exporté va au dossier des téléchargements. Ctrl-C l’arrête.
cli-serve-at = mesomap est à l’adresse http://localhost:{ $port }/ pour les navigateurs de cette machine. Ctrl-C l’arrête.
cli-serve-no-page = aucune page n’est livrée avec ce programme ; indiquez son dossier, que fait scripts/web
cli-serve-not-a-page = { $path } ne contient aucune page de mesomap : il n’y a pas d’index.html
cli-serve-no-port = le port { $port } ne peut pas être écouté : { $why } ; essayez-en un autre avec --port
cli-serve-unreadable = { $path } ne peut pas être servi : { $why }
