// The faults that are armed, and arming one: from the list of those the server knows, or in one's own words.

import { fill, make, onChange, suggestions } from "./dom.js";
import { ask, send } from "./service.js";

export function createFaults(root, { attempt }) {
  const list = make("div");
  const json = make("textarea", { rows: "5", spellcheck: "false", "aria-label": "Fault as JSON" });
  const meaning = make("p", { class: "quiet", "aria-live": "polite" });
  const ready = [];
  const choice = make("select", { "aria-label": "Ready fault", onchange: () => choose() });
  const route = make("input", {
    list: "operations",
    placeholder: "any call",
    autocomplete: "off",
    oninput: () => write({ route: route.value.trim() || undefined }),
  });
  const form = make(
    "form",
    { onsubmit: (event) => attempt(event, () => send("POST", "faults", parsed(json.value))) },
    make("label", {}, "Ready fault ", choice),
    meaning,
    make("label", {}, "On the call ", route),
    make("label", {}, "As JSON", json),
    make("button", {}, "Arm"),
  );
  root.append(make("h2", { id: "faults-title" }, "Faults"), list, form);

  function write(change) {
    let before = {};
    try {
      before = JSON.parse(json.value);
    } catch {}
    // The order of reading: where, when, and then what.
    const { effect, ...matched } = { ...before, ...change };
    json.value = JSON.stringify({ ...matched, effect }, null, 2);
  }

  function choose() {
    const { description, example } = ready[choice.selectedIndex];
    fill(meaning, description);
    write({ effect: example });
  }

  const draw = onChange(({ faults, held }) => {
    const clear = (event) => attempt(event, () => send("DELETE", "faults"));
    const some = faults.length > 0 || held > 0;
    fill(
      list,
      some ? make("ul", { class: "plain" }, faults.map(drawFault)) : make("p", { class: "quiet" }, "None is armed."),
      held > 0 && make("p", { class: "bad" }, `${held} held: waiting for the faults to be cleared.`),
      some && make("button", { type: "button", onclick: clear }, held > 0 ? "Clear and let go on" : "Clear all"),
    );
  });

  return {
    async begin() {
      const { kinds, operations } = await ask("faults/kinds");
      suggestions("operations", operations);
      for (const { name, description, examples } of kinds) {
        ready.push(...examples.map((example) => ({ name, description, example })));
      }
      fill(
        choice,
        ready.map(({ example }) => make("option", {}, JSON.stringify(example).slice(1, -1))),
      );
      choose();
    },
    show: ({ faults }) => draw(faults),
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch ({ message }) {
    throw new Error(`not JSON: ${message}`);
  }
}

function drawFault({ id: _id, met, played, effect, route = "any call", ...matched }) {
  // Where a fault has a chance or a rhythm of its own, it goes on until it is told how often.
  const { times = matched.every || matched.probability ? "always" : 1, ...others } = matched;
  const place = [route, ...Object.entries(others).map(([name, value]) => `${name} ${value}`)].join(", ");
  const over = played >= times;
  return make(
    "li",
    { class: `fault ${over ? "over" : "armed"}` },
    make("strong", {}, over ? "played out" : "armed"),
    ` ${place}`,
    make("code", {}, JSON.stringify(effect)),
    make("div", { class: "quiet" }, `met ${met}, played ${played}${times === "always" ? "" : ` of ${times}`}`),
  );
}
