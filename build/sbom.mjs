// Writes the bill of materials (CycloneDX 1.5, JSON) from what restore and npm wrote down, without the network; the same input gives the same bytes.
// node build/sbom.mjs OUTPUT VERSION [ASSETS...]   ASSETS: project.assets.json of the hosts; without them those of Guotu.Cli and Guotu.MapServer.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [output, version, ...given] = process.argv.slice(2);
if (!output || !version) {
  console.error('usage: node build/sbom.mjs OUTPUT VERSION [ASSETS...]');
  process.exit(2);
}
const hosts = given.length ? given : ['Guotu.Cli', 'Guotu.MapServer'].map((h) => join(root, 'src/Hosts', h, 'obj/project.assets.json'));
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const hex = (base64) => Buffer.from(base64, 'base64').toString('hex');

// What the program loads from the system: sonames in the sources, the Debian package that brings each, its licence.
const native = [
  { name: 'libcairo2', soname: 'libcairo.so.2', licence: 'LGPL-2.1-only OR MPL-1.1', use: 'required' },
  { name: 'libpango-1.0-0', soname: 'libpango-1.0.so.0', licence: 'LGPL-2.0-or-later', use: 'required' },
  { name: 'libpangocairo-1.0-0', soname: 'libpangocairo-1.0.so.0', licence: 'LGPL-2.0-or-later', use: 'required' },
  { name: 'libglib2.0-0', soname: 'libgobject-2.0.so.0', licence: 'LGPL-2.1-or-later', use: 'required' },
  { name: 'libfontconfig1', soname: 'libfontconfig.so.1', licence: 'HPND-sell-variant', use: 'required' },
  { name: 'libssl3', soname: 'libcrypto.so.3', licence: 'Apache-2.0', use: 'optional' },
  { name: 'libgdal32', soname: 'libgdal.so.32', licence: 'MIT', use: 'optional' },
  { name: 'libc6', soname: 'libc.so.6', licence: 'LGPL-2.1-or-later', use: 'required' },
];

function licencesOf(spec) {
  const expression = /<license type="expression">([^<]+)</.exec(spec)?.[1];
  if (expression) return [{ expression }];
  const file = /<license type="file">([^<]+)</.exec(spec)?.[1];
  if (file) return [{ license: { name: `in the package: ${file}` } }];
  const url = /<licenseUrl>([^<]+)</.exec(spec)?.[1];
  return url ? [{ license: { name: 'by address', url } }] : [];
}

const specOf = (folders, path, name) => {
  const file = folders.map((f) => join(f, path, `${name.toLowerCase()}.nuspec`)).find((p) => existsSync(p));
  if (!file) throw new Error(`${name}: no nuspec in the package folders; restore first`);
  return readFileSync(file, 'utf8');
};

function nugetComponent(name, at, sha512, spec, scope) {
  const purl = `pkg:nuget/${name}@${at}`;
  return { 'bom-ref': purl, type: 'library', name, version: at, scope, purl, hashes: [{ alg: 'SHA-512', content: hex(sha512) }], licenses: licencesOf(spec) };
}

/** Packages whose files are in no program: analysers and the like, by the word of the project that asks for them. */
const buildOnly = (assets) => new Set(Object.values(assets.project.frameworks).flatMap((f) =>
  Object.entries(f.dependencies ?? {}).filter(([, d]) => d.suppressParent === 'All').map(([n]) => n.toLowerCase())));

function* nuget(path) {
  const assets = json(path);
  const folders = Object.keys(assets.packageFolders);
  const unshipped = buildOnly(assets);
  const edges = new Map();
  for (const target of Object.values(assets.targets)) {
    for (const [key, entry] of Object.entries(target)) edges.set(key, entry);
  }
  for (const key of edges.keys()) {
    const library = assets.libraries[key];
    const [name, at] = key.split('/');
    if (library.type !== 'package' || unshipped.has(name.toLowerCase())) continue;
    const needs = Object.entries(edges.get(key).dependencies ?? {})
      .map(([n]) => [...edges.keys()].find((k) => k.toLowerCase().startsWith(`${n.toLowerCase()}/`))).filter((k) => k && assets.libraries[k].type === 'package')
      .map((k) => `pkg:nuget/${k.replace('/', '@')}`);
    yield { component: nugetComponent(name, at, library.sha512, specOf(folders, library.path, name), 'required'), needs };
  }
  // The .NET that a self-contained package carries.
  for (const framework of Object.values(assets.project.frameworks)) {
    for (const { name, version: range } of framework.downloadDependencies ?? []) {
      if (!/\.Runtime\./.test(name)) continue;
      const at = range.slice(1).split(',')[0];
      const place = join(name.toLowerCase(), at);
      const sum = folders.map((f) => join(f, place, `${name.toLowerCase()}.${at}.nupkg.sha512`)).find((p) => existsSync(p));
      if (!sum) throw new Error(`${name} ${at}: not in the package folders; publish first`);
      yield { component: nugetComponent(name, at, readFileSync(sum, 'utf8').trim(), specOf(folders, place, name), 'required'), needs: [] };
    }
  }
}

/** What the pages are built from: what npm marks as needed only for development is not in them. */
function* npm() {
  const { packages } = json(join(root, 'src/web/package-lock.json'));
  for (const [path, entry] of Object.entries(packages)) {
    if (!path.startsWith('node_modules/') || entry.dev || entry.devOptional || entry.link || !entry.integrity) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const [algorithm, sum] = entry.integrity.split('-');
    const purl = `pkg:npm/${name.replace('@', '%40')}@${entry.version}`;
    yield {
      component: {
        'bom-ref': purl, type: 'library', name, version: entry.version, scope: 'required', purl,
        hashes: [{ alg: algorithm.toUpperCase().replace('SHA', 'SHA-'), content: hex(sum) }],
        licenses: entry.license ? [{ expression: entry.license }] : [],
      },
      needs: [],
    };
  }
}

function* debian() {
  for (const { name, soname, licence, use } of native) {
    const purl = `pkg:deb/debian/${name}`;
    yield {
      component: {
        'bom-ref': purl, type: 'library', name, scope: use, purl, licenses: [{ expression: licence }],
        properties: [{ name: 'guotu:soname', value: soname }, { name: 'guotu:provided-by', value: 'the system; version and digest are those of the system' }],
      },
      needs: [],
    };
  }
}

const found = new Map();
for (const { component, needs } of [...hosts.flatMap((h) => [...nuget(h)]), ...npm(), ...debian()]) {
  const known = found.get(component['bom-ref']);
  found.set(component['bom-ref'], { component, needs: new Set([...(known?.needs ?? []), ...needs]) });
}
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const entries = [...found.values()].sort((a, b) => order(a.component['bom-ref'], b.component['bom-ref']));
const product = { 'bom-ref': `pkg:generic/guotu@${version}`, type: 'application', name: 'guotu', version };
const refs = entries.map((e) => e.component['bom-ref']);
const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: product },
  components: entries.map((e) => e.component),
  dependencies: [
    { ref: product['bom-ref'], dependsOn: refs },
    ...entries.map((e) => ({ ref: e.component['bom-ref'], dependsOn: [...e.needs].filter((n) => found.has(n)).sort(order) })),
  ],
};
// The serial number says which content it is: no clock, no chance.
const digest = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `${JSON.stringify({ ...bom, serialNumber: `urn:uuid:${uuid}` }, null, 2)}\n`);
