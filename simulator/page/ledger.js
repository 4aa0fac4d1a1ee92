// The last lines of the ledger, calls and effects, and among them those that somebody looks for.

import { fill, make, onChange, suggestions } from "./dom.js";
import { isCall, linesOf, lineWords, time } from "./words.js";

const length = 100;

export function createLedger(root, { onChoose, onStep }) {
  const kinds = new Set();
  const input = (list) => make("input", { type: "search", list, autocomplete: "off", oninput: onChoose });
  const [pool, disk, kind] = [input("pool-names"), input("disk-ids"), input("effect-kinds")];
  const lost = make("input", { type: "checkbox", onchange: onChoose });
  const list = make("ol", { class: "plain lines" });
  const note = make("p", { class: "quiet" });
  root.append(
    make("h2", { id: "ledger-title" }, "Calls and ledger"),
    make(
      "div",
      { class: "filters" },
      make("label", {}, "Pool ", pool),
      make("label", {}, "Disk ", disk),
      make("label", {}, "Kind ", kind),
      make("label", { class: "check" }, lost, " lost data only"),
    ),
    make("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "Lines of the ledger" }, list),
    note,
  );

  const draw = onChange((lines, past) => {
    for (const line of lines) if (line.kind) kinds.add(line.kind);
    suggestions("effect-kinds", [...kinds].sort());
    fill(
      list,
      lines.map((line) => drawLine(line, line.seq === past, onStep)),
    );
    const more = lines.length >= length ? `The last ${length} lines; GET /_sim/ledger has them all.` : "";
    fill(note, lines.length === 0 ? "No line." : more);
  });

  return {
    question: () => ({
      pool: pool.value.trim(),
      disk: disk.value.trim(),
      kind: kind.value.trim(),
      lost: lost.checked,
      last: length,
    }),
    lookFor(id) {
      disk.value = id;
      onChoose();
      root.scrollIntoView({ block: "nearest" });
    },
    show: ({ ledger, past }) => draw(linesOf(ledger), past),
  };
}

function drawLine(line, current, onStep) {
  const { seq, at, actor, dataLostGb, status } = line;
  const tone = dataLostGb ? "lossy" : isCall(line) && (status === 0 || status >= 400) ? "refused" : "";
  return make(
    "li",
    { class: `${isCall(line) ? "call" : "effect"} ${tone}`, "aria-current": current ? "step" : undefined },
    make(
      "button",
      { type: "button", class: "id", title: `Show everything as it was after line ${seq}`, onclick: () => onStep(seq) },
      `${seq}`,
    ),
    make("span", { class: "quiet" }, time(at)),
    make("span", { class: "actor" }, actor),
    make("span", { class: "told" }, lineWords(line)),
  );
}
