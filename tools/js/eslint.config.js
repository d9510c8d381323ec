// What eslint holds the browser's modules to: mistakes, unused names, and the sizes of CONTRIBUTING.
// Layout is not its business.
import js from '@eslint/js';
import globals from 'globals';

const MODULES = 'src/geodash/assets/**/*.js';

const SIZES = {
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
};

export default [
  { ignores: ['**/vendor/**', '**/node_modules/**', '.venv/**'] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['error'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-use-before-define': ['error', { functions: false, variables: false }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  { files: [MODULES], rules: SIZES },
  { files: ['tools/js/*.js'], languageOptions: { globals: globals.node } },
];
