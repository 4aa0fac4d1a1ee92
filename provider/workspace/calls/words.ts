/** What errors say that a call is about: how many, and which. */

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

const mostNamed = 10;

/** The first ids in brackets, each once. */
export function named(ids: readonly string[]): string {
  const distinct = [...new Set(ids)];
  const more = distinct.length > mostNamed ? ` and ${distinct.length - mostNamed} more` : "";
  return distinct.length === 0 ? "" : ` (${distinct.slice(0, mostNamed).join(", ")}${more})`;
}
