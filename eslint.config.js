import { resolve } from 'node:path';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** The rooms of src/lib that know of no server, no Svelte, no clock and no random. */
const PURE = ['csv', 'xlsx', 'field', 'indicators', 'query', 'charts', 'reports', 'slides'];

/** What each room may import besides itself, error.ts and format.ts: one way through, left to right. */
const MAY_IMPORT = {
  field: [],
  csv: ['field'],
  xlsx: ['csv', 'field'],
  query: ['field', 'indicators'],
  indicators: ['field', 'query'],
  charts: ['field', 'query', 'indicators'],
  reports: ['field', 'query', 'indicators'],
  slides: ['field', 'query', 'indicators', 'charts', 'reports'],
  components: ['field', 'query', 'indicators', 'charts', 'reports', 'i18n']
};

const zones = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  target: `./src/lib/${room}`,
  from: './src',
  except: [room, ...allowed].map((name) => `./lib/${name}`).concat('./lib/error.ts', './lib/format.ts'),
  message: `${room} may import only ${['itself', ...allowed].join(', ')}: see README, the house.`
}));

const door = (name, message) => ({ name, message, allowTypeImports: false });
const DOORS = [
  door('@duckdb/node-api', 'src/lib/server/warehouse*.ts is the only door to DuckDB.'),
  door('node:sqlite', 'src/lib/server/catalog.ts is the only door to SQLite.'),
  door('sanitize-html', 'src/lib/reports/html-article.ts is the only door to sanitize-html.'),
  door('mammoth', 'src/lib/server/reports/reports-word.ts is the only door to mammoth.'),
  door('papaparse', 'src/lib/csv is the only door to PapaParse.'),
  door('saxes', 'src/lib/xlsx/xml.ts is the only door to the XML parser.'),
  {
    ...door('@xmldom/xmldom', 'src/lib/slides/xml.ts is the only door to the DOM of a deck.'),
    allowTypeImports: true
  },
  door('fflate', 'src/lib/slides/zip.ts is the only door to zip files held in memory.'),
  ...['@resvg/resvg-js', 'fontkit'].map((name) =>
    door(name, 'src/lib/server/charts/{images,glyphs}.ts draw pixels and outlines.')
  ),
  ...['yauzl', 'yazl'].map((name) => door(name, 'src/lib/server/archive.ts is the only door to zip files.'))
];
const ECHARTS = {
  group: ['echarts/*', 'echarts'],
  allowTypeImports: true,
  message: 'src/lib/charts/echarts.ts is the only runtime importer of ECharts.'
};

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'src/lib/i18n/paraglide/',
      'test-results/',
      'playwright-report/'
    ]
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    plugins: { 'import-x': importX },
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.js', '.svelte'], alias: { $lib: [resolve('src/lib')] } })
      ],
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.js', '.mjs', '.cjs'] }
    },
    rules: {
      'no-undef': 'off',
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { maxDepth: 10 }],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: DOORS, patterns: [ECHARTS] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // What is put in as HTML are our own drawings, whose text svg.ts has escaped.
      'svelte/no-at-html-tags': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
      // The product is served at the root of its address.
      'svelte/no-navigation-without-resolve': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: false }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
  },
  {
    files: PURE.map((room) => `src/lib/${room}/**/*.ts`),
    ignores: ['**/*.test.ts', 'src/lib/charts/interactive*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'A clock comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'A seed comes in as an argument.' }
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'A clock comes in as an argument.'
        }
      ]
    }
  },
  {
    files: [
      'src/lib/server/warehouse*.ts',
      'src/lib/server/warehouse/**',
      'src/lib/server/catalog.ts',
      'src/lib/server/archive.ts',
      'src/lib/csv/**',
      'src/lib/reports/html-article.ts',
      'src/lib/server/reports/reports-word.ts',
      'src/lib/xlsx/xml.ts',
      'src/lib/slides/{xml,zip}.ts',
      'src/lib/server/charts/{images,glyphs}.ts',
      'src/lib/charts/echarts.ts',
      'tests/**',
      'data/**',
      '**/*.{test,fixture}.ts'
    ],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' }
  }
);
