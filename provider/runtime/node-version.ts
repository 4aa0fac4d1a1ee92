/** The first thing that anybody on an old Node reads: nothing else of this package may be loaded before. */

const least = { major: 22, minor: 18 };

/** Throws below Node 22.18: got and p-retry need 22, and programs in plain TypeScript need 22.18. */
export function requireNode(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > least.major || (major === least.major && minor >= least.minor)) return;
  throw new Error(
    `pulumi-huaweicloud-workspace needs Node.js ${least.major}.${least.minor} or newer, this is ${version}: ` +
      "install a newer Node.js and run the command again; nothing was changed",
  );
}
