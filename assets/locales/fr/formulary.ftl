# The clinic's formulary
command-formulary = Formulaire…
formulary-title = Formulaire
formulary-text = Produits, lots et recettes de cette bibliothèque. Une séance garde ses propres cocktails : ce qui change ici ne change aucune séance.
formulary-hint = Partie d’un produit, d’un fabricant, d’un lot ou d’une recette
formulary-none = Rien n’est encore noté : ajoutez un produit, ou gardez un cocktail comme recette.
formulary-nothing = Rien ne porte ce nom.
formulary-change = Modifier…
formulary-new-product = Nouveau produit…
formulary-new-recipe = Nouvelle recette…
formulary-hide = Ne plus utiliser
formulary-offer = Utiliser à nouveau
formulary-recipe = recette
formulary-is-hidden = N’est plus utilisé : n’est pas proposé pour de nouveaux cocktails. Rien de ce qui est noté n’est perdu.
strength-not-recorded = concentration non notée
component-no-lot = Saisissez le lot du jour : { $substances }
component-no-strength = { $substances } : concentration non notée. Lisez-la sur l’étiquette ; sans elle, ni mg ni UI ne sont calculés.

# The form of a product
product-new = Nouveau produit
product-title = Produit : { $name }
product-keeps = Ce qui n’est pas connu reste vide. Les séances gardent ce qu’elles ont noté ; un lot épuisé reste dans la liste.
product-substance = Substance, comme sur l’étiquette
product-form = Forme : flacon, ampoule, poudre
product-no-strength = Concentration non notée : elle sera demandée dans chaque cocktail.
product-lots = Lots
product-no-lots = aucun lot noté
product-unnamed = Donnez un nom au produit.
product-known = Il y a déjà un produit de ce nom, de cette concentration et de ce fabricant.
lot-remove = Retirer le lot
lot-add = Ajouter un lot
lot-opened-on = ouvert le { $day }
lot-expires-on = péremption le { $day }
lot-used-up-on = épuisé le { $day }
lot-opened = Ouvert
lot-stock = Stock
lot-used-up = Épuisé
lot-used-up-today = Épuisé aujourd’hui
lot-unnumbered = Chaque lot doit avoir son numéro.
lot-twice = Le lot { $lot } est là deux fois.

# The form of a recipe
recipe-new = Nouvelle recette
recipe-title = Recette : { $name }
recipe-keeps = Les cocktails déjà préparés selon elle restent tels quels dans leurs séances.
recipe-volume = Volume de { $product }
recipe-remove = Retirer { $product }
recipe-add = Ajouter un produit…
recipe-no-products = Aucun autre produit n’est utilisé.
recipe-known = Il y a déjà une recette de ce nom.
recipe-empty = Une recette a besoin d’au moins un produit.

# What was done
said-formulary-saved = { $name } : enregistré dans le formulaire
said-formulary-hidden = { $name } : n’est plus proposé
said-formulary-offered = { $name } : proposé à nouveau
