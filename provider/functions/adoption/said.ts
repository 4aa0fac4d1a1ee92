/** What is worth saying in a program of what the service reports. */

export type Plain = Readonly<Record<string, unknown>>;

/** Without what says nothing: an argument that is left out and an empty one mean the same. */
export const said = (fields: object): Plain =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isNothing(value)));

function isNothing(value: unknown): boolean {
  if (value === undefined || value === "") return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Regions write 0 for a figure that is not used, where an argument takes none below its least. */
export const unlessZero = (value: number | undefined): number | undefined => (value === 0 ? undefined : value);
