// Hooks of modules that several test files load. In plain Node such a module runs once, so its hooks would end with the first file:
// they are remembered here and registered again for each file that follows.

const shared = new Set();

/** Keeps what a module registers while it is loaded, but nothing of a test file, nor of a suite that a test file begins. */
export const lasting = (register) => (hook, ms) => {
  if (!new Error().stack?.includes(".test.ts")) shared.add(() => register(hook, ms));
  return register(hook, ms);
};

/** For the start of a file. */
export const again = () => {
  for (const register of shared) register();
};
