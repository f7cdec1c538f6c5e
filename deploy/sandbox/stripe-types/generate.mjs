// Turns Stripe's published TypeScript types into the JSON schemas that PublishedTypesTest holds the
// stand-in to. Usage: node generate.mjs OUTPUT, after npm install --no-package-lock.
//
// What is kept: the objects that the stand-in answers, the parameters of the calls that it takes,
// and which object each type of event is about. Objects that nobody answers here are reduced to
// their `object` mark, descriptions go: the types of all of Stripe would be megabytes.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = process.cwd();
const require = createRequire(join(here, 'package.json'));
const tjs = require('typescript-json-schema');
const stripe = join(here, 'node_modules', 'stripe');
const wanted = JSON.parse(
  readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'wanted.json'), 'utf8'),
);

const rootOf = new Map(); // the name of a schema here → the type in Stripe's library
for (const [mark, type] of Object.entries(wanted.objects)) rootOf.set(mark, type);
for (const type of Object.values(wanted.requests)) if (type) rootOf.set(type, type);

const alias = (name) => 'root_' + name.replace(/\W/g, '_');
const folder = mkdtempSync(join(here, 'types-'));
let schema;
try {
  const file = join(folder, 'types.ts');
  writeFileSync(
    file,
    "import Stripe from 'stripe';\n" +
      [...rootOf]
        .map(([name, type]) => `export type ${alias(name)} = Stripe.${type};\n`)
        .join(''),
  );
  const program = tjs.getProgramFromFiles(
    [file],
    { strictNullChecks: true, skipLibCheck: true, moduleResolution: 'node16', module: 'node16', target: 'es2022', types: [] },
    folder,
  );
  const generator = tjs.buildGenerator(program, {
    required: true, noExtraProps: true, ref: true, aliasRef: true, topRef: true, ignoreErrors: true,
  });
  schema = generator.getSchemaForSymbols([...rootOf.keys()].map(alias));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const definitions = schema.definitions;
const markOf = (definition) =>
  definition?.type === 'object' ? definition.properties?.object?.const : undefined;

// TJS names a type by the file it is in; here by its name, or by both where two files share it.
const short = new Map();
const owners = new Map();
function nameOf(long) {
  if (short.has(long)) return short.get(long);
  const [, file, name] = long.match(/^import\("(?:.*\/)?([\w.]+)"[^)]*\)\.(.+)$/) ?? [null, '', long];
  const free = !owners.has(name) || owners.get(name) === long;
  const chosen = (free && !(name in wanted.objects) ? name : `${file}:${name}`).replace(/[^\w.:]/g, '_');
  owners.set(name, owners.get(name) ?? long);
  short.set(long, chosen);
  return chosen;
}

// The options of a hundred ways to pay, none of which is used here: any hash will do.
const CUT = /(PaymentMethodOptions|PaymentMethodData|PaymentMethodDetails|NextAction|MandateData|CardPresent)$/;

const longNames = new Map();

/** A reference to another object leads to the schema of its kind, or only to its mark. */
function reduced(node) {
  if (Array.isArray(node)) return node.map(reduced);
  if (node === null || typeof node !== 'object') return node;
  if (node.$ref) {
    const name = decodeURIComponent(node.$ref.replace('#/definitions/', ''));
    if (name === 'Decimal') return { type: 'string' };
    const mark = markOf(definitions[name]);
    if (mark === undefined) {
      if (CUT.test(name)) return { type: 'object' };
      longNames.set(nameOf(name), name);
      return { $ref: '#/definitions/' + nameOf(name) };
    }
    const deleted = definitions[name].properties.deleted?.const === true;
    if (mark in wanted.objects && !deleted) return { $ref: '#/definitions/' + mark };
    const properties = { object: { const: mark } };
    return deleted
      ? { type: 'object', properties: { ...properties, deleted: { const: true } }, required: ['deleted', 'object'] }
      : { type: 'object', properties, required: ['object'] };
  }
  const copy = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'description' && typeof value === 'string') continue;
    if (key === 'additionalProperties' && value === true) continue;
    copy[key] = key === 'properties'
      ? Object.fromEntries(Object.entries(value).map(([name, of]) => [name, reduced(of)]))
      : reduced(value);
  }
  return copy;
}

function resolved(name) {
  let at = definitions[alias(name)];
  while (at.$ref && Object.keys(at).filter((key) => key !== 'description').length === 1) {
    at = definitions[decodeURIComponent(at.$ref.replace('#/definitions/', ''))];
  }
  return at;
}

const kept = {};
const todo = [];
const note = (node) => JSON.stringify(node, (key, value) => {
  if (key === '$ref') todo.push(value.replace('#/definitions/', ''));
  return value;
});
for (const name of rootOf.keys()) {
  kept[name] = reduced(resolved(name));
  note(kept[name]);
}
while (todo.length) {
  const name = todo.pop();
  if (name in kept) continue;
  kept[name] = reduced(definitions[longNames.get(name)]);
  note(kept[name]);
}

const events = {};
const source = readFileSync(join(stripe, 'esm', 'resources', 'Events.d.ts'), 'utf8');
for (const [, name, type] of source.matchAll(/export interface (\w+Event) extends EventBase \{[^}]*?type: '([^']+)'/g)) {
  const about = source.match(new RegExp(`namespace ${name} \\{[^}]*?object: ([\\w.]+);`))?.[1];
  const mark = Object.entries(wanted.objects).find(([, of]) => of === about)?.[0];
  if (mark) events[type] = mark;
}
kept.event.properties.type = { enum: Object.keys(events).sort() };
kept.event.properties.data = { type: 'object' };

const sorted = (object) =>
  Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
const result = {
  package: 'stripe@' + JSON.parse(readFileSync(join(stripe, 'package.json'), 'utf8')).version,
  apiVersion: readFileSync(join(stripe, 'esm', 'apiVersion.d.ts'), 'utf8').match(/ApiVersion = ["']([^"']+)/)[1],
  events: sorted(events),
  requests: sorted(wanted.requests),
  definitions: sorted(kept),
};
// a line for each definition, so that a difference can be read
const lines = Object.entries(result.definitions)
  .map(([name, of]) => '  ' + JSON.stringify(name) + ': ' + JSON.stringify(of))
  .join(',\n');
const { definitions: _, ...head } = result;
writeFileSync(
  process.argv[2],
  JSON.stringify(head, null, 1).replace(/\n}$/, ',\n "definitions": {\n' + lines + '\n }\n}\n'),
);
