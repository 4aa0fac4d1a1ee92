/** Values as the text of a program. Whatever stands in them, they stay values: nothing of them becomes code or ends a line. */
import { quoted } from "../../workspace/errors.ts";

const widest = 110;
const step = "  ";

/** A literal of JavaScript, on one line where that is short enough. `indent` is that of the line on which it begins. */
export function literal(value: unknown, indent = ""): string {
  if (Array.isArray(value))
    return enclosed(
      "[]",
      value.map((item) => literal(item, indent + step)),
      indent,
    );
  if (typeof value === "object" && value !== null) return enclosed("{}", fields(value, indent + step), indent);
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

export const fields = (value: object, indent: string): string[] =>
  Object.entries(value).map(([key, item]) => `${keyOf(key)}: ${literal(item, indent)}`);

/** A block whose parts stand on lines of their own. */
export function block([open, close]: readonly [string, string], parts: readonly string[], indent: string): string {
  return [open, ...parts.map((part) => `${indent}${step}${part},`), `${indent}${close}`].join("\n");
}

function enclosed(brackets: string, parts: readonly string[], indent: string): string {
  const [open = "", close = ""] = brackets;
  const line = brackets === "[]" ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
  const fits = !line.includes("\n") && indent.length + line.length <= widest;
  return fits ? line : block([open, close], parts, indent);
}

/** In a literal, this key alone would set the prototype of the object instead. */
function keyOf(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
