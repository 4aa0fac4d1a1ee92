// Makes elements. What is given as a child is text, and never markup: names of pools come from anybody.

/** Traits are attributes; `on…` are listeners; true, false and undefined switch an attribute. */
export function make(tag, traits = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  fill(element, ...children);
  return element;
}

export function fill(element, ...children) {
  const shown = children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
  element.replaceChildren(...shown.map((child) => (child instanceof Node ? child : document.createTextNode(child))));
}

/** Leaves what is shown alone while nothing changes: focus, selection and scrolling stay. */
export function onChange(render) {
  let before;
  return (...given) => {
    const now = JSON.stringify(given);
    if (now === before) return;
    before = now;
    render(...given);
  };
}

/** Lets somebody choose among words, and write what is not among them. */
export function suggestions(id, words) {
  const list = document.getElementById(id) ?? document.body.appendChild(make("datalist", { id }));
  const offered = [...new Set(words)];
  // A list that somebody has open must not be drawn anew under their hand.
  if (offered.join() === [...list.children].map(({ value }) => value).join()) return;
  fill(
    list,
    offered.map((value) => make("option", { value })),
  );
}
