// Acting as another person: a form for each act, drawn from the schema that the server checks it by.

import { fill, make } from "./dom.js";
import { fieldsOf } from "./fields.js";
import { ask, send } from "./service.js";

export function createActs(root, { attempt }) {
  const acts = new Map();
  let fields = fieldsOf({});
  const place = make("div", { class: "fields" });
  const done = make("pre", { class: "quiet", hidden: true, "aria-live": "polite" });
  const which = make("select", { "aria-label": "Do", onchange: () => choose() });
  const form = make(
    "form",
    { onsubmit: (event) => attempt(event, act) },
    make("label", {}, "Do ", which),
    place,
    make("button", {}, "Do it"),
    done,
  );
  root.append(make("h2", { id: "acts-title" }, "Act as another person"), form);

  async function act() {
    done.hidden = true;
    const made = await send("POST", "act", { do: which.value, ...fields.read() });
    fill(done, JSON.stringify(made));
    done.hidden = false;
  }

  function choose() {
    fields = fieldsOf(acts.get(which.value), fields.texts());
    fill(place, fields.elements);
  }

  return {
    async begin() {
      const { acts: known } = await ask("acts");
      for (const { name, schema } of known) acts.set(name, schema);
      fill(
        which,
        known.map(({ name }) => make("option", { value: name }, name)),
      );
      choose();
    },
  };
}
