// Makes ../resources/aws-models/*.json: of the service models that AWS publishes with botocore, the
// operations that the stand-in has, with the shapes of their answers and errors, and no prose.
//
//   node extract.mjs FOLDER
//
// FOLDER is botocore's "data": python3 -c 'import botocore; print(botocore.__path__[0] + "/data")'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const OPERATIONS = {
  sts: ['AssumeRole', 'GetCallerIdentity', 'GetFederationToken', 'GetSessionToken'],
  kms: [
    'CancelKeyDeletion', 'CreateAlias', 'CreateKey', 'Decrypt', 'DescribeKey', 'DisableKey', 'EnableKey', 'Encrypt',
    'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncrypt', 'ScheduleKeyDeletion', 'UpdateAlias',
  ],
  bedrock: ['GetInferenceProfile', 'ListFoundationModels', 'ListInferenceProfiles'],
  'bedrock-runtime': ['Converse', 'InvokeModel'],
};

function model(folder, service) {
  const version = readdirSync(join(folder, service)).sort().at(-1);
  const plain = join(folder, service, version, 'service-2.json');
  return JSON.parse(existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`)));
}

const withoutProse = (value) => JSON.parse(JSON.stringify(value, (key, each) =>
  key === 'documentation' && typeof each === 'string' ? undefined : each));

function reach(name, shapes, reached) {
  if (reached[name]) return;
  const shape = shapes[name];
  reached[name] = withoutProse(shape);
  for (const next of [shape.member, shape.key, shape.value, ...Object.values(shape.members ?? {})]) {
    if (next) reach(next.shape, shapes, reached);
  }
}

function extract(service, whole) {
  const operations = {};
  const shapes = {};
  for (const name of OPERATIONS[service]) {
    const { http, output, errors } = whole.operations[name];
    operations[name] = withoutProse({ name, http, output, errors });
    for (const { shape } of [output, ...(errors ?? [])].filter(Boolean)) reach(shape, whole.shapes, shapes);
  }
  const { apiVersion, protocol, serviceId, targetPrefix } = whole.metadata;
  return { metadata: { apiVersion, protocol, serviceId, targetPrefix }, operations, shapes };
}

const [folder] = process.argv.slice(2);
const target = join(dirname(fileURLToPath(import.meta.url)), '../resources/aws-models');
for (const service of Object.keys(OPERATIONS)) {
  const made = extract(service, model(folder, service));
  writeFileSync(join(target, `${service}.json`), `${JSON.stringify(made, null, 1)}\n`);
}
