# The clinic's formulary
command-formulary = Formulary…
formulary-title = Formulary
formulary-text = Products, lots and recipes of this library. A session keeps its own cocktails: what changes here changes no session.
formulary-hint = Part of a product, a manufacturer, a lot or a recipe
formulary-none = Nothing is recorded yet: add a product, or keep a cocktail as a recipe.
formulary-nothing = Nothing is called that.
formulary-change = Change…
formulary-new-product = New product…
formulary-new-recipe = New recipe…
formulary-hide = No longer used
formulary-offer = Use again
formulary-recipe = recipe
formulary-is-hidden = No longer used: not offered for new cocktails. Nothing that was recorded is lost.
strength-not-recorded = strength not recorded
component-no-lot = Type the lot of today: { $substances }
component-no-strength = { $substances }: strength not recorded. Take it from the label; without it no mg or IU are worked out.

# The form of a product
product-new = New product
product-title = Product: { $name }
product-keeps = What isn’t known stays blank. Sessions keep what they recorded; a lot that is used up stays listed.
product-substance = Substance, as on the label
product-form = Form: vial, ampoule, powder
product-no-strength = Strength not recorded: it will be asked for in each cocktail.
product-lots = Lots
product-no-lots = no lot recorded
product-unnamed = Give the product a name.
product-known = There is a product of this name, strength and manufacturer already.
lot-remove = Remove lot
lot-add = Add lot
lot-opened-on = opened { $day }
lot-expires-on = expires { $day }
lot-used-up-on = used up { $day }
lot-opened = Opened
lot-stock = Stock
lot-used-up = Used up
lot-used-up-today = Used up today
lot-unnumbered = Every lot needs its number.
lot-twice = Lot { $lot } is there twice.

# The form of a recipe
recipe-new = New recipe
recipe-title = Recipe: { $name }
recipe-keeps = Cocktails that were mixed by it stay as they are in their sessions.
recipe-volume = Volume of { $product }
recipe-remove = Leave out { $product }
recipe-add = Add product…
recipe-no-products = No other product is in use.
recipe-known = There is a recipe of this name already.
recipe-empty = A recipe needs a product at least.

# What was done
said-formulary-saved = { $name }: saved in the formulary
said-formulary-hidden = { $name }: no longer offered
said-formulary-offered = { $name }: offered again
