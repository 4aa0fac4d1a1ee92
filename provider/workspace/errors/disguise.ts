/** One layer of what a text may be wrapped in on its way into another: percent-encoding, escapes of JSON, entities of HTML. */

const entities: Readonly<Record<string, string>> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">", commat: "@" };

/** The text as it was before. Line breaks and what is no such code stay as they are. */
export function withoutDisguise(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll("%", ""), "hex").toString())
    .replace(/\\+u([0-9a-f]{4})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(\d{2,6});/g, (_code, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replace(/&#x([0-9a-f]{2,5});/gi, (_code, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&([a-z]{2,6});/g, (code, name: string) => entities[name] ?? code);
}
