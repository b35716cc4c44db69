// What the page says before the program can speak, in the languages of the program.

const english = {
    insecure: 'mesomap keeps charts in this browser’s private files. Browsers offer those to pages from https or from this machine only: ask for an https address, or run “mesomap serve” on this machine.',
    noService: 'mesomap can’t be kept in this browser; in a private window that is so. Open it in an ordinary window.',
    notIsolated: 'This browser doesn’t let the page use more than one thread. Use a current version of Chrome, Edge, Firefox or Safari.',
    openElsewhere: 'mesomap is open in another tab or window of this browser. Charts are worked on in one at a time: go on there, or close it and load this page again.',
    noFiles: 'This browser’s private files can’t be opened, so no chart could be kept; in a private window that is so. Nothing was changed.',
    noMemory: 'There is not enough memory for mesomap: close other pages and programs, then load this page again.',
    newer: 'A newer version is here: load it',
    unkept: 'The browser refused to keep the work of the last seconds. Save the session now; if that fails too, export a bundle.',
    notLoaded: 'A part of it could not be loaded.',
    broke: 'mesomap stopped. What was charted up to a few seconds ago is kept: load the page again.',
};
const french = {
    insecure: 'mesomap garde les schémas dans les fichiers privés de ce navigateur. Les navigateurs ne les offrent qu’aux pages en https ou de cette machine : demandez une adresse https, ou lancez « mesomap serve » sur cette machine.',
    noService: 'mesomap ne peut pas être gardé dans ce navigateur ; c’est le cas dans une fenêtre privée. Ouvrez-le dans une fenêtre ordinaire.',
    notIsolated: 'Ce navigateur ne laisse pas la page utiliser plusieurs fils. Utilisez une version actuelle de Chrome, Edge, Firefox ou Safari.',
    openElsewhere: 'mesomap est ouvert dans un autre onglet ou une autre fenêtre de ce navigateur. On ne travaille aux schémas que dans un seul : continuez là-bas, ou fermez-le et rechargez cette page.',
    noFiles: 'Les fichiers privés de ce navigateur ne s’ouvrent pas : aucun schéma ne pourrait être gardé ; c’est le cas dans une fenêtre privée. Rien n’a été modifié.',
    noMemory: 'La mémoire ne suffit pas pour mesomap : fermez d’autres pages et programmes, puis rechargez cette page.',
    newer: 'Une version plus récente est là : la charger',
    unkept: 'Le navigateur a refusé de garder le travail des dernières secondes. Enregistrez la séance maintenant ; si cela échoue aussi, exportez un paquet.',
    notLoaded: 'Une partie n’a pas pu être chargée.',
    broke: 'mesomap s’est arrêté. Ce qui a été noté jusqu’à quelques secondes avant est gardé : rechargez la page.',
};
export const words = navigator.language.startsWith('fr') ? french : english;
