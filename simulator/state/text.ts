// YAML or JSON text. JSON is YAML too, but only what is not JSON costs the loading of a YAML reader.

import { badParameter } from "../model/refusal.ts";

export async function parseText(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (/^\s*[{[]/.test(text)) throw badParameter(`the text is not JSON: ${(error as Error).message}`);
  }
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { uniqueKeys: true });
  const [fault] = document.errors;
  if (fault) throw badParameter(`the text is not YAML: ${fault.message.split("\n")[0]}`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw badParameter(`the text is not YAML that can be read: ${(error as Error).message}`);
  }
}
