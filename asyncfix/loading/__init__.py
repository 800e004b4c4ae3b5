"""Recipes, found and checked.

registry            all recipes: bundled, in folders, of installed packages
recipe_plugins      those of installed packages
recipe_checks       mistakes in a recipe, told with their places
recipe_fact_checks  facts that a recipe asks for and that do not exist
user_twins          the recipe for the twins of the user's own rows
"""
