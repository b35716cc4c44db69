"""Checks transactions with the models of FHIR R4B, which are those of R4 for all that is used here: python validate.py FILE…

Wants fhir.resources.
"""

import json
import sys

from fhir.resources.R4B.bundle import Bundle

wrong = 0
for file in sys.argv[1:]:
    try:
        Bundle.model_validate(json.load(open(file, encoding="utf-8")))
    except Exception as error:
        wrong += 1
        print(file, str(error)[:2000])
sys.exit(1 if wrong else 0)
