import js from '@eslint/js';
import compat from 'eslint-plugin-compat';
import vue from 'eslint-plugin-vue';
import a11y from 'eslint-plugin-vuejs-accessibility';
import globals from 'globals';
import ts from 'typescript-eslint';

const forbiddenElements = ['el-select', 'el-date-picker', 'el-cascader', 'el-tree-select', 'el-popover', 'el-autocomplete', 'el-splitter'];

export default ts.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated.d.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['**/*.{ts,vue,js,mjs}'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-undef': 'off',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/attributes-order': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-restricted-static-attribute': 'off',
      'vue/no-bare-strings-in-template': 'off',
      'vue/component-name-in-template-casing': ['error', 'PascalCase', { registeredComponentsOnly: false, ignores: ['component', 'router-view'] }],
      // Wrapped in GtField and paired by for/id, which this rule cannot see through a component.
      'vuejs-accessibility/label-has-for': 'off',
      'vuejs-accessibility/form-control-has-label': 'off',
    },
  },
  {
    files: ['apps/*/src/**/*.{ts,vue}'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: "MemberExpression[property.name='toFixed']", message: 'Figures are formatted by @guotu/ui formatters.' },
      ],
      'vue/no-restricted-html-elements': ['error', ...forbiddenElements],
      'no-restricted-imports': ['error', { paths: [{ name: 'element-plus', message: 'Pages use the Gt* components of @guotu/ui.' }] }],
    },
  },
  {
    files: ['apps/*/src/**/*.{ts,vue}', 'packages/{ui,api,map,forms,bpmn}/src/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    ...compat.configs['flat/recommended'],
    settings: {
      browsers: ['chrome 87'],
      polyfills: ['Array.prototype.at', 'Object.hasOwn', 'structuredClone', 'Promise.withResolvers', 'Object.groupBy'],
    },
  },
  {
    files: ['**/*.test.ts', 'packages/testing/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
);
