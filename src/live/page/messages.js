// The list of messages: mine, others', what happened to the connection, errors. Everything that
// came from outside goes in as text. The list is bounded, so that a long lesson costs no memory.

import { say } from "./language.js";

const MOST_MESSAGES = 500;
const MOST_CHARACTERS = 10_000;
const MOST_BYTES_IN_HEX = 64;

export class Messages {
  #box;
  #list;
  #empty;
  #atEnd = true;
  #top = 0;

  constructor(box) {
    this.#box = box;
    this.#list = box.querySelector("ol");
    this.#empty = box.querySelector("p");
    // Who reads at the end stays there, also when a keyboard on the screen takes half of it. Who
    // scrolled up to read stays where they are.
    box.addEventListener("scroll", () => {
      // A box that shrank just now is not at its end either, and nobody has scrolled up.
      const up = box.scrollTop < this.#top;
      this.#top = box.scrollTop;
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
      this.#atEnd = near || (this.#atEnd && !up);
    });
    new ResizeObserver(() => this.#stay()).observe(box);
  }

  // What a list without messages says.
  invite(key) {
    say(this.#empty, key);
  }

  // A message; `who` is a word with its values, or a name as it came.
  add(kind, who, text, bytes) {
    const meta = element("p", "meta");
    const name = element("bdi", "who");
    if (who.word) {
      say(name, who.word, who.values);
    } else {
      name.textContent = clipped(who.name, 64).shown;
    }
    const size = element("span", "size");
    say(size, "bytes", { bytes });
    meta.append(name, clock(), size);
    this.#empty.hidden = true;
    this.#append(kind, meta, ...body(text));
  }

  // A binary message, in hex.
  addBinary(kind, who, buffer) {
    const head = [...new Uint8Array(buffer, 0, Math.min(buffer.byteLength, MOST_BYTES_IN_HEX))];
    const hex = head.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const more = buffer.byteLength > head.length ? " ..." : "";
    this.add(kind, who, { word: "binary", values: { hex: hex + more } }, buffer.byteLength);
  }

  // What happened to the connection.
  note(key, values) {
    const text = element("p", "text");
    say(text, key, values);
    this.#append("note", text, clock());
  }

  // What the server refused; `text` is a word with its values, or the server's own words.
  fail(text) {
    const meta = element("p", "meta");
    const name = element("span", "who");
    say(name, "error");
    meta.append(name, clock());
    this.#append("error", meta, ...body(text));
  }

  #append(kind, ...parts) {
    const item = element("li", kind);
    item.append(...parts);
    this.#list.append(item);
    while (this.#list.childElementCount > MOST_MESSAGES) {
      this.#list.firstElementChild.remove();
    }
    this.#atEnd ||= kind === "mine";
    this.#stay();
  }

  #stay() {
    if (this.#atEnd) {
      this.#box.scrollTop = this.#box.scrollHeight;
    }
  }
}

// The paragraphs of a text, and of what is left out of one that is very long.
function body(text) {
  const paragraph = element("p", "text");
  if (text.word) {
    say(paragraph, text.word, text.values);
    return [paragraph];
  }
  paragraph.dir = "auto";
  const { shown, count } = clipped(text, MOST_CHARACTERS);
  paragraph.textContent = shown;
  if (count === 0) {
    return [paragraph];
  }
  const cut = element("p", "meta");
  say(cut, "cut", { count });
  return [paragraph, cut];
}

// At most so many UTF-16 units of a text, cut between characters, and how many are left out.
export function clipped(text, most) {
  if (text.length <= most) {
    return { shown: text, count: 0 };
  }
  const shown = text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
  return { shown, count: text.length - shown.length };
}

function clock() {
  const now = new Date();
  const time = element("time");
  time.dateTime = now.toISOString();
  time.textContent = [now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return time;
}

function element(name, className = "") {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
