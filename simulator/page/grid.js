// Draws one pool: desktops down, disks across.

import { gridOf, legend } from "./cells.js";
import { make } from "./dom.js";
import { gb, short } from "./words.js";

/** More desktops than this are shown when somebody asks for them. */
const firstDesktops = 60;

const cell = ({ kind, text, note }) =>
  make("span", { class: `cell ${kind}` }, text, note && [" ", make("small", {}, note)]);

export const drawLegend = () =>
  make(
    "ul",
    { class: "legend", "aria-label": "What the cells mean" },
    legend.map(([kind, text, meaning]) => make("li", {}, cell({ kind, text }), meaning)),
  );

export function drawGrid({ pool, jobs, lost, all, onAll, onDisk }) {
  const { columns, rows } = gridOf(pool, lost);
  const hasOwn = rows.some(({ own }) => own.length > 0);
  const parts = new Map(jobs.flatMap(({ subJobs }) => subJobs).map((part) => [part.desktop, part]));
  const shown = all ? rows : rows.slice(0, firstDesktops);
  const rest = rows.length - shown.length;
  return [
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": `Disks and desktops of ${pool.name}` },
      make(
        "table",
        { class: "grid" },
        make("thead", {}, head(columns, hasOwn, onDisk)),
        make(
          "tbody",
          {},
          shown.map((row) => line(row, parts.get(row.desktop.id), hasOwn)),
        ),
      ),
    ),
    rows.length === 0 && make("p", { class: "quiet" }, "No desktops."),
    rest > 0 && make("button", { type: "button", onclick: onAll }, `Show ${rest} more desktops`),
  ];
}

function head(columns, hasOwn, onDisk) {
  return make(
    "tr",
    {},
    make("th", { scope: "col" }, "Desktop"),
    columns.map(({ id, title, type, size, former }) =>
      make(
        "th",
        { scope: "col", class: former ? "former" : undefined },
        `${title} `,
        make("small", {}, `${type} ${gb(size)}`),
        make(
          "button",
          { type: "button", class: "id", title: `Show what happened to disk ${id}`, onclick: () => onDisk(id) },
          short(id),
        ),
      ),
    ),
    hasOwn && make("th", { scope: "col" }, "Own disks"),
  );
}

function line({ desktop, cells, own }, part, hasOwn) {
  const { name, status, taskStatus, loginStatus, user } = desktop;
  const doing = part?.state === "running" ? `${taskStatus || "in work"} ${part.process} %` : taskStatus;
  return make(
    "tr",
    {},
    make(
      "th",
      { scope: "row" },
      name,
      make(
        "small",
        {},
        make("span", { class: `state ${status}` }, status),
        doing && ` ${doing}`,
        user && ` · ${user}${loginStatus === "CONNECTED" ? ", connected" : ""}`,
      ),
    ),
    cells.map((one) => make("td", {}, cell(one))),
    hasOwn && make("td", {}, own.map(cell)),
  );
}
