// The import table of ARCHITECTURE.md, enforced. Type-only imports are erased by swc and so are free.

import { Visitor } from '@swc/core/Visitor.js';

// dependency-cruiser walks swc's tree with swc's own visitor. That one does not know `using` yet (no import ever stands
// inside of one), and it does not tell imports of types, which are erased, from others.
const visitors = Visitor.prototype;
const { visitStatement, visitModuleItem } = visitors;
visitors.visitStatement = function visit(statement) {
  return statement.type === 'UsingDeclaration' ? statement : visitStatement.call(this, statement);
};
visitors.visitModuleItem = function visit(item) {
  const isErased = item.type === 'ImportDeclaration' && item.typeOnly;
  return isErased ? item : visitModuleItem.call(this, item);
};

/** Folder → the folders that it may import from (itself always included). */
const mayImport = {
  domain: [],
  db: ['domain'],
  platform: ['domain'],
  activities: ['domain', 'db', 'platform'],
  workflows: ['domain'],
  api: ['domain', 'db', 'platform'],
  ops: ['domain', 'db', 'platform'],
  worker: ['domain', 'db', 'platform', 'activities', 'workflows'],
};

const folders = [
  'api',
  'workflows',
  'activities',
  'worker',
  'db',
  'test',
  'domain',
  'platform',
  'ops',
  'dev',
  'bench',
];

const folderRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `${folder}/ may import: ${[folder, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: folder === 'platform' ? '^platform/deps\\.ts$' : '^$' },
  to: { path: `^(${folders.filter((f) => f !== folder && !allowed.includes(f)).join('|')})/` },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...folderRules,
    {
      name: 'composition-imports',
      comment: 'platform/deps.ts composes platform and db, nothing else',
      severity: 'error',
      from: { path: '^platform/deps\\.ts$' },
      to: { path: '^(api|workflows|activities|worker|test|ops|dev|bench)/' },
    },
    {
      name: 'features-stay-apart',
      comment: "An API feature may import another feature's schema.ts and present.ts only",
      severity: 'error',
      from: { path: '^api/([^/]+)/', pathNot: '^api/http/' },
      to: { path: '^api/[^/]+/', pathNot: '^api/(http|$1)/|^api/[^/]+/(schema|present)\\.ts$' },
    },
    {
      name: 'http-knows-no-feature',
      severity: 'error',
      from: { path: '^api/http/' },
      to: { path: '^api/(?!http/)' },
    },
    {
      name: 'sandbox-is-pure',
      comment: 'domain/ and workflows/ run in the workflow sandbox',
      severity: 'error',
      from: { path: '^(domain|workflows)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-packages',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: 'node_modules', pathNot: 'node_modules/zod/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.lector|build|coverage)/' },
    tsPreCompilationDeps: false,
    parser: 'swc',
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
