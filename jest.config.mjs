// Jest runs TypeScript as ESM on the pinned Node: swc strips the types, nothing is type-checked here (that is `npm run typecheck`).
export default {
  rootDir: '.',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/data', '<rootDir>/.cache'],
  // Real servers, started only when a test asks for one (test/hulp/diensten.ts).
  globalSetup: '<rootDir>/scripts/diensten/jest-begin.js',
  globalTeardown: '<rootDir>/scripts/diensten/jest-eind.js',
  testTimeout: 90_000,
  maxWorkers: 2,
};
