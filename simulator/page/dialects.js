// How the disputed points of the API are played here: first what was chosen otherwise than usual.

import { fill, make, onChange } from "./dom.js";

export function createDialects(root) {
  const draw = onChange((rows) => {
    const chosen = rows.filter(({ chosen, values }) => chosen !== values[0]);
    fill(
      root,
      make("h2", { id: "dialects-title" }, "Dialects"),
      chosen.length > 0
        ? make("ul", { class: "plain" }, chosen.map(drawRow))
        : make("p", { class: "quiet" }, "All as by default."),
      make("details", {}, make("summary", {}, `All ${rows.length}`), make("ul", { class: "plain" }, rows.map(drawRow))),
    );
  });
  return { show: ({ dialects }) => draw(dialects.dialects) };
}

function drawRow({ name, chosen, values, source, meaning }) {
  const others = values.filter((value) => value !== chosen);
  return make(
    "li",
    { title: `${meaning} (${source})` },
    make("code", {}, name),
    " = ",
    make("strong", {}, chosen),
    make("span", { class: "quiet" }, ` not ${others.join(", ")}`),
  );
}
