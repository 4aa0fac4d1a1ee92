// A form's fields, drawn from a JSON schema, and the value that they spell.

import { make } from "./dom.js";

/** Where something of that name exists, it is offered. */
const offered = { pool: "pool-names", desktop: "desktop-names", disk: "disk-ids", volume: "disk-ids", job: "job-ids" };

/** `before` are texts of fields with the same names, which somebody has filled in already. */
export function fieldsOf({ properties = {}, required = [] }, before = {}) {
  const fields = Object.entries(properties)
    .filter(([, schema]) => !("const" in schema))
    .map(([name, schema]) => fieldOf(name, schema, required.includes(name), before[name] ?? ""));
  return {
    elements: fields.map(({ element }) => element),
    texts: () => Object.fromEntries(fields.map(({ name, control }) => [name, control.value])),
    read: () => Object.fromEntries(fields.flatMap((field) => read(field))),
  };
}

function fieldOf(name, schema, required, text) {
  const nullable = schema.anyOf?.some(({ type }) => type === "null");
  const kind = schema.anyOf?.find(({ type }) => type !== "null") ?? schema;
  const control = controlOf(name, kind, required);
  control.value = text;
  const none = nullable && make("input", { type: "checkbox", "aria-label": `${name}: none` });
  const element = make(
    "div",
    { class: "field" },
    make("label", { title: schema.description }, `${name}${required ? " *" : ""} `, control),
    none && make("label", { class: "check" }, none, " none (null)"),
  );
  return { name, kind, control, none, element };
}

function controlOf(name, { type, enum: words }, required) {
  const choices = words ?? (type === "boolean" ? ["true", "false"] : undefined);
  if (choices) {
    const options = required ? choices : ["", ...choices];
    return make(
      "select",
      { "aria-label": name },
      options.map((value) => make("option", { value }, value)),
    );
  }
  if (type === "integer" || type === "number") return make("input", { type: "number", step: "any", required });
  const placeholder = isText(type) ? undefined : `JSON ${type}`;
  return make("input", { required, placeholder, list: offered[name], autocomplete: "off", spellcheck: "false" });
}

const isText = (type) => type === undefined || type === "string";

/** An empty field is a field left out. */
function read({ name, kind, control, none }) {
  if (none?.checked) return [[name, null]];
  const text = control.value.trim();
  if (text === "") return [];
  if (isText(kind.type)) return [[name, text]];
  try {
    return [[name, JSON.parse(text)]];
  } catch ({ message }) {
    throw new Error(`${name}: not JSON: ${message}`);
  }
}
